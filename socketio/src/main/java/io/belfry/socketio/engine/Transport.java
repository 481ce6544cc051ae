package io.belfry.socketio.engine;

/// The way in which one session's packets travel.
///
/// Confined to the session's event loop.
sealed interface Transport permits PollingTransport, WebSocketTransport {
  /// Which way it is.
  TransportKind kind();

  /// Whether a message would leave at once.
  boolean isReady();

  /// Queues a message; false when the client does not read and the out-buffer is over its limit.
  ///
  /// @param turnBegun whether this turn of the loop has sent something to the client before
  boolean send(EngineMessage message, boolean turnBegun);

  /// Lets go of what was queued.
  void flush();

  /// Ends it, and tells the client why where the protocol has a way to.
  void close(CloseReason reason);
}
