package io.belfry.socketio;

/// A gate that each client passes before it is connected to a namespace.
@FunctionalInterface
public interface Middleware {
  /// Lets the client through or rejects it, now or later, by one call on `next`. Called on the
  /// event loop of the client, which it must not block. The socket is not connected yet: it can
  /// join rooms and have listeners, but hears nothing. What is thrown is logged, and rejects the
  /// client with `Internal error`.
  void accept(Socket socket, Next next);
}
