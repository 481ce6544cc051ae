package io.belfry.socketio;

/// The decision of a [Middleware]; may be made from any thread, the first call counts.
public interface Next {
  /// Lets the client through to the next middleware, or into the namespace.
  void proceed();

  /// Rejects the client, which hears a `connect_error`.
  void reject(ConnectError error);
}
