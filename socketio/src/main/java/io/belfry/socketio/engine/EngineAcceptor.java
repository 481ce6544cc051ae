package io.belfry.socketio.engine;

/// The application's answer to new sessions.
@FunctionalInterface
public interface EngineAcceptor {
  /// The receiving end of a session that was just opened; called on its event loop, after the
  /// handshake was sent.
  EngineHandler accept(EngineSession session, EngineRequest request);
}
