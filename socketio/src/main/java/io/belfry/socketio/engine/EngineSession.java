package io.belfry.socketio.engine;

/// One client's session.
///
/// A session belongs to one event loop. [#send], [#sendAtOnce] and [#isReady] may be called there
/// only, everything else from any thread.
public interface EngineSession {
  /// The session's id, known to its client alone: whoever has it can speak in its name.
  String id();

  /// The event loop that the session lives on.
  EngineLoop loop();

  /// The version of the protocol that the client speaks.
  EngineProtocol protocol();

  /// The transport in use now.
  TransportKind transport();

  /// Whether messages can still be sent.
  boolean isOpen();

  /// Whether a message that is sent now would leave at once: the client is polling, or its
  /// WebSocket takes more.
  boolean isReady();

  /// Sends a message. What is sent in one turn of the event loop leaves together. A session whose
  /// out-buffer is over its limit is closed instead (see [EngineOptions#maxBufferedBytes]); a
  /// closed one ignores the call.
  void send(EngineMessage message);

  /// Sends a message which leaves at once, unless others of this turn wait: then it leaves with
  /// them. For a turn that sends to many sessions: each is touched only once.
  void sendAtOnce(EngineMessage message);

  /// Closes the session and tells its client; does nothing when it is closed already.
  void close(CloseReason reason);
}
