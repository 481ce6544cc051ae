package io.belfry.socketio.engine;

import io.vertx.core.Future;

/// The application's say on who may open a session, before anything is made for it.
@FunctionalInterface
public interface RequestGate {
  /// Lets everybody in.
  RequestGate OPEN = request -> Future.succeededFuture(true);

  /// Whether the client may open a session, now or later; false or a failure, which is logged, is
  /// answered with `403 Forbidden`. Called on the event loop of the request, which it must not
  /// block.
  Future<Boolean> allows(EngineRequest request);
}
