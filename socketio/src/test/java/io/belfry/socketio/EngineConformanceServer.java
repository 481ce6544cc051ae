package io.belfry.socketio;

import io.belfry.socketio.engine.EchoHandler;
import io.belfry.socketio.engine.EngineMetrics;
import io.belfry.socketio.engine.EngineOptions;
import io.belfry.socketio.engine.EngineServer;
import io.vertx.core.Vertx;
import java.time.Duration;

/// A server for the official Engine.IO test suite: it echoes each message.
final class EngineConformanceServer {
  private EngineConformanceServer() {}

  public static void main(String[] args) {
    Vertx vertx = TestServer.vertx();
    EngineOptions options =
        EngineOptions.defaults()
            .withPingInterval(Duration.ofMillis(300))
            .withPingTimeout(Duration.ofMillis(200));
    EngineServer engine =
        EngineServer.create(
            vertx, options, EngineMetrics.NONE, (session, request) -> new EchoHandler(session));
    TestServer.listen(vertx, args, engine::handle);
  }
}
