package io.belfry.socketio.engine;

/// What an application can count about sessions.
///
/// Called on event loops, from several threads at once; it must not block.
public interface EngineMetrics {
  /// Counts nothing.
  EngineMetrics NONE = new EngineMetrics() {};

  /// A session was opened over this transport.
  default void sessionOpened(TransportKind transport) {}

  /// A session that used this transport last was closed.
  default void sessionClosed(TransportKind transport, CloseReason reason) {}

  /// A session moved from polling to WebSocket.
  default void sessionUpgraded() {}

  /// An upgrade to WebSocket was begun and not completed.
  default void upgradeFailed() {}

  /// A request was refused.
  default void requestRefused(RequestError error) {}

  /// A client ran into this limit.
  default void limitExceeded(EngineLimit limit) {}

  /// A message arrived; `bytes` is its size.
  default void messageReceived(int bytes) {}

  /// A message was handed to a transport; `bytes` is its size.
  default void messageSent(int bytes) {}
}
