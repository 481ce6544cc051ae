package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeTest extends EngineTest {
  @Override
  EngineOptions options(EngineOptions defaults) {
    return defaults.withUpgradeTimeout(Duration.ofMillis(300));
  }

  private static String overWebSocket(String session) {
    return session.replace("polling", "websocket");
  }

  private WebSocketClient probe(String session) {
    WebSocketClient client = wire.webSocket(overWebSocket(session));
    assertThat(client.send("2probe").next()).isEqualTo("3probe");
    return client;
  }

  @Test
  void a_session_moves_to_the_websocket() {
    String session = wire.openPolling();
    try (WebSocketClient client = probe(session)) {
      assertThat(wire.get(session).body()).isEqualTo("6");
      client.send("5").send("4hello");

      assertThat(client.next()).isEqualTo("4hello");
      assertThat(session().transport()).isEqualTo(TransportKind.WEBSOCKET);
    }
  }

  @Test
  void a_poll_that_waits_is_ended_by_the_probe() {
    String session = wire.openPolling();
    CompletableFuture<HttpResponse<String>> poll = wire.getLater(session);
    try (WebSocketClient client = probe(session)) {
      assertThat(poll.join().body()).isEqualTo("6");
      assertThat(client.send("5").send("4hello").next()).isEqualTo("4hello");
    }
  }

  @Test
  void what_was_queued_comes_over_the_websocket_first() {
    String session = wire.openPolling();
    try (WebSocketClient client = probe(session)) {
      wire.post(session, "4one\u001e4two");
      client.send("5").send("4three");

      assertThat(client.next()).isEqualTo("4one");
      assertThat(client.next()).isEqualTo("4two");
      assertThat(client.next()).isEqualTo("4three");
    }
  }

  @Test
  void polls_are_refused_afterwards() {
    String session = wire.openPolling();
    try (WebSocketClient client = probe(session)) {
      client.send("5").send("4moved").next();

      assertThat(wire.get(session).body()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
      assertThat(wire.post(session, "4lost").statusCode()).isEqualTo(400);
      assertThat(client.send("4hello").next()).isEqualTo("4hello");
    }
  }

  @Test
  void another_websocket_is_closed_and_the_first_goes_on() {
    String session = wire.openPolling();
    try (WebSocketClient client = probe(session)) {
      client.send("5").send("4moved").next();
      try (WebSocketClient other = wire.webSocket(overWebSocket(session))) {
        assertThat(other.closeCode()).isEqualTo(1000);
      }

      assertThat(client.send("4hello").next()).isEqualTo("4hello");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "4hello", "2probing", "2", "1", "x"})
  void a_wrong_probe_closes_the_websocket_and_the_session_goes_on(String packet) {
    String session = wire.openPolling();
    try (WebSocketClient client = wire.webSocket(overWebSocket(session))) {
      assertThat(client.send(packet).closeCode()).isEqualTo(1007);
    }

    wire.post(session, "4hello");
    assertThat(wire.get(session).body()).isEqualTo("4hello");
    assertThat(failedUpgrades).hasValue(1);
  }

  @Test
  void an_upgrade_that_is_not_finished_is_given_up_and_can_be_tried_again() {
    String session = wire.openPolling();
    try (WebSocketClient client = probe(session)) {
      assertThat(client.closeCode()).isEqualTo(1008);
    }

    try (WebSocketClient client = probe(session)) {
      assertThat(client.send("5").send("4hello").next()).isEqualTo("4hello");
    }
    assertThat(failedUpgrades).hasValue(1);
  }

  @Test
  void a_websocket_that_breaks_in_the_middle_leaves_the_session_alone() {
    String session = wire.openPolling();
    probe(session).close();

    wire.post(session, "4hello");
    assertThat(wire.get(session).body()).isEqualTo("4hello");
  }

  @Test
  void a_session_that_ends_takes_its_upgrade_with_it() {
    String session = wire.openPolling();
    try (WebSocketClient client = probe(session)) {
      wire.post(session, "1");

      assertThat(client.closeCode()).isEqualTo(1000);
      assertThat(end()).isEqualTo(CloseReason.TRANSPORT_CLOSE);
      assertThat(failedUpgrades).hasValue(1);
    }
  }

  /// A client that had paused its polling to move over was closed on both transports and heard of
  /// neither: it waited for a heartbeat that never came.
  @Test
  void a_client_that_is_about_to_move_hears_of_the_end_on_the_websocket() {
    String session = wire.openPolling();
    try (WebSocketClient client = probe(session)) {
      assertThat(wire.get(session).body()).isEqualTo("6");
      session().close(CloseReason.LIMIT_EXCEEDED);
      assertThat(end()).isEqualTo(CloseReason.LIMIT_EXCEEDED);

      assertThat(client.send("5").closeCode()).isEqualTo(1008);
    }
    await().untilAsserted(() -> assertThat(failedUpgrades).hasValue(1));
  }

  @Test
  void a_client_that_is_about_to_move_hears_the_last_words_on_the_websocket() {
    String session = wire.openPolling();
    try (WebSocketClient client = probe(session)) {
      assertThat(wire.get(session).body()).isEqualTo("6");
      EngineSession moving = session();
      moving
          .loop()
          .execute(
              () -> {
                moving.send(EngineMessage.text("last words"));
                moving.close(CloseReason.FORCED_CLOSE);
              });
      assertThat(end()).isEqualTo(CloseReason.FORCED_CLOSE);

      assertThat(client.send("5").next()).isEqualTo("4last words");
      assertThat(client.closeCode()).isEqualTo(1000);
    }
    assertThat(wire.get(session).statusCode()).isEqualTo(400);
  }

  @Test
  void a_client_that_does_not_move_after_the_end_is_closed() {
    String session = wire.openPolling();
    try (WebSocketClient client = probe(session)) {
      session().close(CloseReason.FORCED_CLOSE);

      assertThat(client.closeCode()).isEqualTo(1000);
    }
  }
}
