package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.socketio.engine.Deflate;
import io.belfry.socketio.engine.RawSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Which events are compressed for a client that takes that.
class CompressionTest extends SocketIoTest {
  private static final String TEXT = "over and over ".repeat(20);

  @Override
  SocketIoOptions options(SocketIoOptions defaults) {
    return defaults.withEngine(engine -> engine.withDeflate(new Deflate(true, 200, 15)));
  }

  private RawSocket open() throws IOException {
    String request =
        new String(
            RawSocket.upgradeRequest("/socket.io/?EIO=4&transport=websocket"),
            StandardCharsets.US_ASCII);
    RawSocket socket = new RawSocket(wire.port());
    socket.write(
        request
            .replace(
                "Upgrade: WebSocket",
                "Upgrade: WebSocket\r\nSec-WebSocket-Extensions: permessage-deflate")
            .getBytes(StandardCharsets.US_ASCII));
    assertThat(socket.readHead()).containsIgnoringCase("Sec-WebSocket-Extensions");
    socket.readFrame();
    socket.write(RawSocket.textFrame("40")).readFrame();
    return socket;
  }

  @Test
  void a_long_event_is_compressed_and_one_that_must_not_be_is_not() throws IOException {
    try (RawSocket client = open()) {
      EncodedEvent event = EncodedEvent.of("long", TEXT);
      assertThat(isCompressed(client, event)).isTrue();
      assertThat(isCompressed(client, event.uncompressed())).isFalse();

      // As they are after their way over an adapter.
      assertThat(isCompressed(client, EncodedEvent.of(event.payload()))).isTrue();
      assertThat(isCompressed(client, EncodedEvent.of(event.uncompressed().payload()))).isFalse();
    }
  }

  private boolean isCompressed(RawSocket client, EncodedEvent event) throws IOException {
    root.send(event);
    return (client.readAnyFrame().firstByte() & 0x40) != 0;
  }
}
