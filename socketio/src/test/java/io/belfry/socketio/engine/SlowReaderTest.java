package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Clients that do not read what is sent to them: 100 MB, in messages of 100 kB.
class SlowReaderTest extends BadInputTest {
  private static final int MESSAGES = 1_000;
  private static final int LENGTH = 100_000;

  /// What the kernel takes for one connection on loopback is a few megabytes.
  private static final int MOST_BYTES_TAKEN = 16_000_000;

  /// Sends in turns of the loop until the session is closed; how many bytes it took.
  private static int send(EngineSession session) {
    EngineMessage message = EngineMessage.text("x".repeat(LENGTH));
    int taken = 0;
    for (int i = 0; i < MESSAGES && session.isOpen(); i++) {
      CompletableFuture.runAsync(() -> session.send(message), session.loop()::execute).join();
      taken += LENGTH;
    }
    return taken;
  }

  private void assertCutOff() {
    assertThat(end()).isEqualTo(CloseReason.SLOW_READER);
    assertThat(limits).containsExactly(EngineLimit.BUFFERED_BYTES);
  }

  @Test
  void a_websocket_that_is_not_read_is_cut_off() throws IOException {
    try (RawSocket socket = open()) {
      assertThat(send(session())).isLessThan(MOST_BYTES_TAKEN);
      assertCutOff();
      assertThat(socket.isEnded()).isTrue();
    }
  }

  @Test
  void a_client_that_does_not_poll_is_cut_off() {
    String session = wire.openPolling();

    assertThat(send(session())).isLessThan(engine.options().maxBufferedBytes() + 3 * LENGTH);
    assertCutOff();
    assertThat(wire.get(session).statusCode()).isEqualTo(400);
  }

  @Test
  void a_client_that_does_not_read_the_answer_to_its_poll_is_cut_off() throws IOException {
    String session = wire.openPolling();
    try (RawSocket socket = new RawSocket(wire.port())) {
      socket.write(RawSocket.get(session, "Accept-Encoding: identity"));

      assertThat(send(session())).isLessThan(2 * engine.options().maxBufferedBytes() + 4 * LENGTH);
      assertCutOff();
    }
  }

  @Test
  void one_that_reads_in_the_end_gets_all_that_was_taken() throws IOException {
    try (RawSocket socket = open()) {
      EngineSession session = session();
      EngineMessage message = EngineMessage.text("x".repeat(LENGTH));
      for (int i = 0; i < 10; i++) {
        session.loop().execute(() -> session.send(message));
      }

      for (int i = 0; i < 10; i++) {
        assertThat(socket.readFrame()).hasSize(2 + LENGTH);
      }
      assertThat(socket.write(RawSocket.textFrame("4here")).readFrame()).isEqualTo("T4here");
    }
  }
}
