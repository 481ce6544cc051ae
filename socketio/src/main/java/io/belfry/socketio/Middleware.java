package io.belfry.socketio;

/// A gate that each client passes before it is connected to a namespace.
@FunctionalInterface
public interface Middleware {
  /// Lets the client through or rejects it, now or later, by one call on `next`. Called on the
  /// event loop of the client, which it must not block.
  void accept(Socket socket, Next next);
}
