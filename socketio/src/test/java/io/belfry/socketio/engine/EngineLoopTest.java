package io.belfry.socketio.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineLoopTest extends EngineTest {
  @Test
  void a_session_that_cannot_be_flushed_is_closed_and_keeps_no_other_from_it() {
    try (WebSocketClient client = wire.openWebSocket()) {
      EngineSession session = session();
      EngineLoop loop = session.loop();
      Session broken = withoutChannel(loop);
      loop.execute(
          () -> {
            loop.flushLater(broken);
            session.send(EngineMessage.text("after it"));
          });

      assertThat(client.next()).isEqualTo("4after it");
      assertThat(client.send("4next turn").next()).isEqualTo("4next turn");
      assertThat(broken.isOpen()).isFalse();
    }
  }

  private Session withoutChannel(EngineLoop loop) {
    Doorkeeper.Visitor visitor = engine.doorkeeper().enter("192.0.2.1", loop.nanoTime()).visitor();
    return new Session(
        engine,
        loop,
        "broken",
        EngineProtocol.V4,
        requireNonNull(visitor),
        session -> new WebSocketTransport(engine, WireFormat.V4, 0));
  }
}
