package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// What is queued for the next poll, at the moment when a WebSocket takes over.
class HandOverTest extends EngineTest {
  @Override
  EngineOptions options(EngineOptions defaults) {
    return defaults.withMaxControlFrames(1_000_000);
  }

  @Test
  void a_websocket_too_full_to_take_it_closes_the_session() throws IOException {
    String session = wire.openPolling();
    try (RawSocket socket = new RawSocket(wire.port())) {
      String target = PATH + "?" + session.replace("polling", "websocket");
      socket.write(RawSocket.upgradeRequest(target), RawSocket.textFrame("2probe"));
      socket.readHead();
      assertThat(socket.readFrame()).isEqualTo("T3probe");
      wire.post(session, "4queued");
      socket.write(manyPings()).write(RawSocket.textFrame("5"));

      assertThat(end()).isEqualTo(CloseReason.SLOW_READER);
      assertThat(socket.isEnded()).isTrue();
    }
  }

  /// More pings than there is room for pongs that nobody reads.
  private static byte[] manyPings() {
    byte[] ping = RawSocket.frame(0x89, new byte[125]);
    ByteBuffer pings = ByteBuffer.allocate(12_000 * ping.length);
    while (pings.hasRemaining()) {
      pings.put(ping);
    }
    return pings.array();
  }
}
