package io.belfry.socketio.engine;

/// The application's answer to new sessions: who receives what they send.
@FunctionalInterface
public interface EngineAcceptor {
  /// The receiving end of a session that was just opened; called on its event loop, after the
  /// handshake was sent and before anything else is done with the session.
  EngineHandler accept(EngineSession session, EngineRequest request);
}
