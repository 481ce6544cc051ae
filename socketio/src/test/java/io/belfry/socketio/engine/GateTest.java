package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The application's say on who may open a session: at once, later, never, or with a failure.
class GateTest extends EngineTest {
  private final Queue<Promise<Boolean>> asked = new ConcurrentLinkedQueue<>();

  @Override
  EngineOptions options(EngineOptions defaults) {
    return defaults.withGate(this::ask);
  }

  private Future<Boolean> ask(EngineRequest request) {
    String say = String.valueOf(request.query().get("say"));
    return switch (say) {
      case "yes" -> Future.succeededFuture(true);
      case "no" -> Future.succeededFuture(false);
      case "fail" -> Future.failedFuture("as asked");
      case "throw" -> throw new IllegalStateException("as asked");
      default -> {
        Promise<Boolean> later = Promise.promise();
        asked.add(later);
        yield later.future();
      }
    };
  }

  private RawSocket ask(boolean webSocket, String say) throws IOException {
    RawSocket socket = new RawSocket(wire.port());
    return socket.write(
        webSocket
            ? RawSocket.upgradeRequest(WEBSOCKET_TARGET + "&say=" + say)
            : RawSocket.get(POLLING + "&say=" + say));
  }

  private Promise<Boolean> asked() {
    await().pollDelay(Duration.ZERO).until(() -> !asked.isEmpty());
    return asked.remove();
  }

  private void assertNobodyIsIn() {
    await().pollDelay(Duration.ZERO).untilAsserted(() -> assertThat(engine.sessions()).isZero());
  }

  @ParameterizedTest
  @CsvSource({
    "yes, false, 200",
    "yes, true, 101",
    "no, false, 403",
    "no, true, 403",
    "fail, false, 403",
    "fail, true, 403",
    "throw, false, 403",
    "throw, true, 403",
  })
  void an_answer_at_once(String say, boolean webSocket, int status) throws IOException {
    try (RawSocket socket = ask(webSocket, say)) {
      assertThat(socket.readResponse().status()).isEqualTo(status);
      if (status == 403) {
        assertThat(sessions).isEmpty();
        assertNobodyIsIn();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"true, false, 200", "true, true, 101", "false, false, 403", "false, true, 403"})
  void an_answer_later(boolean say, boolean webSocket, int status) throws IOException {
    try (RawSocket socket = ask(webSocket, "later")) {
      Promise<Boolean> later = asked();
      assertThat(engine.sessions()).isEqualTo(1);
      later.complete(say);

      assertThat(socket.readResponse().status()).isEqualTo(status);
      if (!say) {
        assertNobodyIsIn();
      } else if (webSocket) {
        assertThat(socket.readFrame()).startsWith("T0{");
      }
    }
  }

  @Test
  void frames_that_came_before_a_late_answer_are_heard() throws IOException {
    try (RawSocket socket = ask(true, "later")) {
      socket.write(RawSocket.textFrame("4early"));
      asked().complete(true);

      socket.readHead();
      assertThat(socket.readFrame()).startsWith("T0{");
      assertThat(socket.readFrame()).isEqualTo("T4early");
    }
  }

  /// Whoever went kept his place among the sessions until the gate answered, and one that never did
  /// kept the server from closing.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_client_that_does_not_wait_for_the_answer_leaves_no_trace(boolean webSocket)
      throws IOException {
    Promise<Boolean> never;
    try (RawSocket socket = ask(webSocket, "never")) {
      never = asked();
      assertThat(engine.sessions()).isEqualTo(1);
      socket.reset();
    }
    assertNobodyIsIn();

    never.complete(true);
    try (RawSocket socket = ask(false, "yes")) {
      assertThat(socket.readResponse().status()).isEqualTo(200);
      assertThat(engine.sessions()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_server_that_closed_meanwhile_refuses(boolean webSocket) throws IOException {
    try (RawSocket socket = ask(webSocket, "later")) {
      Promise<Boolean> later = asked();
      Future<Void> closed = engine.close();
      later.complete(true);

      assertThat(socket.readResponse().status()).isEqualTo(503);
      closed.await();
      assertThat(sessions).isEmpty();
    }
  }
}
