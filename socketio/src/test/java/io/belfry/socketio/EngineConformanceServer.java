package io.belfry.socketio;

import io.belfry.socketio.engine.CloseReason;
import io.belfry.socketio.engine.EngineHandler;
import io.belfry.socketio.engine.EngineMessage;
import io.belfry.socketio.engine.EngineMetrics;
import io.belfry.socketio.engine.EngineOptions;
import io.belfry.socketio.engine.EngineServer;
import io.belfry.socketio.engine.EngineSession;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
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
            vertx, options, EngineMetrics.NONE, (session, request) -> new Echo(session));
    TestServer.listen(vertx, args, engine::handle);
  }

  /// Sends back what it receives.
  record Echo(EngineSession session) implements EngineHandler {
    @Override
    public void onText(ByteBuf payload) {
      session.send(EngineMessage.text(ByteBufUtil.getBytes(payload)));
    }

    @Override
    public void onBinary(ByteBuf payload) {
      session.send(EngineMessage.binary(ByteBufUtil.getBytes(payload)));
    }

    @Override
    public void onClose(CloseReason reason) {}
  }
}
