package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/// The ground of the tests in which clients do what they must not. A client that does nothing wrong
/// is there all the time, on the same event loop: in the end it is still heard, it is the only one
/// that is left, and nothing was logged.
@ExtendWith(QuietLog.class)
abstract class BadInputTest extends EngineTest {
  private @Nullable WebSocketClient innocent;

  @BeforeEach
  void open_the_session_of_the_innocent() {
    innocent = wire.openWebSocket().answeringPings();
    session();
  }

  @AfterEach
  void the_innocent_is_still_heard_and_alone() {
    try (WebSocketClient client = Objects.requireNonNull(innocent)) {
      assertThat(client.send("4still here").nextPacket()).isEqualTo("4still here");
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(5))
          .untilAsserted(() -> assertThat(engine.sessions()).isEqualTo(1));
    }
  }

  /// A WebSocket whose handshake was read.
  RawSocket open() throws IOException {
    return open(WEBSOCKET_TARGET);
  }

  RawSocket open(String target) throws IOException {
    return new RawSocket(wire.port()).open(target);
  }

  /// Waits for the close frame, the end of the connection and that of its session.
  void assertClosed(RawSocket socket, int code, CloseReason reason) throws IOException {
    assertThat(socket.readClose()).isEqualTo("C" + code);
    assertThat(socket.isEnded()).isTrue();
    assertThat(end()).isEqualTo(reason);
  }

  void assertClosed(RawSocket socket, int code, EngineLimit limit) throws IOException {
    assertClosed(socket, code, limit.closeReason());
    assertThat(limits).containsExactly(limit);
  }
}
