package io.belfry.socketio.engine;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollingTest extends EngineTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"4hello", "4", "4ü€😀", "4test1\u001e4test2\u001e4test3", "4hello\u001ebAQIDBA=="})
  void messages_of_one_payload_come_back_in_one_payload(String payload) {
    String session = wire.openPolling();

    HttpResponse<String> pushed = wire.post(session, payload);

    assertThat(pushed.statusCode()).isEqualTo(200);
    assertThat(pushed.body()).isEqualTo("ok");
    assertThat(wire.get(session).body()).isEqualTo(payload);
  }

  @Test
  void base64_may_have_line_breaks() {
    String session = wire.openPolling();

    wire.post(session, "bAQID\r\nBA==\n");

    assertThat(wire.get(session).body()).isEqualTo("bAQIDBA==");
  }

  @Test
  void a_poll_waits_for_a_message() {
    String session = wire.openPolling();

    CompletableFuture<HttpResponse<String>> poll = wire.getLater(session);
    wire.post(session, "4late");

    assertThat(poll.join().body()).isEqualTo("4late");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "", "4a\u001e", "7", "b%%%", "0", "5"})
  void a_payload_that_is_no_payload_closes_the_session(String payload) {
    String session = wire.openPolling();

    wire.post(session, payload);

    assertThat(end()).isEqualTo(CloseReason.PARSE_ERROR);
    assertThat(wire.get(session).statusCode()).isEqualTo(400);
  }

  @Test
  void invalid_utf8_closes_the_session() {
    String session = wire.openPolling();

    HttpResponse<String> response =
        wire.send(
            wire.request(session).POST(BodyPublishers.ofByteArray(new byte[] {'4', (byte) 0xC0})));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(end()).isEqualTo(CloseReason.PARSE_ERROR);
  }

  @Test
  void a_binary_body_closes_the_session() {
    String session = wire.openPolling();

    HttpResponse<String> response =
        wire.send(
            wire.request(session)
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofString("4hello")));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(end()).isEqualTo(CloseReason.PARSE_ERROR);
  }

  @Test
  void a_second_poll_closes_the_session_and_both_are_answered() {
    String session = wire.openPolling();

    CompletableFuture<HttpResponse<String>> one = wire.getLater(session);
    CompletableFuture<HttpResponse<String>> other = wire.getLater(session + "&t=other");

    assertThat(new String[] {one.join().body(), other.join().body()})
        .containsExactlyInAnyOrder("1", "{\"code\":3,\"message\":\"Bad request\"}");
    assertThat(end()).isEqualTo(CloseReason.TRANSPORT_ERROR);
    assertThat(wire.get(session).statusCode()).isEqualTo(400);
  }

  @Test
  void a_second_post_closes_the_session() throws IOException {
    String session = wire.openPolling();
    String head =
        "POST /engine.io/?" + session + " HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\n";
    try (RawSocket slow = new RawSocket(wire.port());
        RawSocket quick = new RawSocket(wire.port())) {
      slow.write(head.getBytes(StandardCharsets.US_ASCII));
      quick.write(head.getBytes(StandardCharsets.US_ASCII));

      assertThat(end()).isEqualTo(CloseReason.TRANSPORT_ERROR);
    }
  }

  @Test
  void a_poll_that_is_given_up_closes_the_session() throws IOException {
    String session = wire.openPolling();
    try (RawSocket socket = new RawSocket(wire.port())) {
      socket.write(
          ("GET /engine.io/?" + session + " HTTP/1.1\r\nHost: a\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
    }

    assertThat(end()).isEqualTo(CloseReason.TRANSPORT_CLOSE);
    assertThat(wire.get(session).statusCode()).isEqualTo(400);
  }

  @Test
  void a_body_over_max_payload_is_refused_and_closes_the_session() {
    String session = wire.openPolling();

    HttpResponse<String> response = wire.post(session, "4" + "x".repeat(1_000_000));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(end()).isEqualTo(CloseReason.PAYLOAD_TOO_LARGE);
  }

  @Test
  void a_body_of_max_payload_is_taken() {
    String session = wire.openPolling();
    String payload = "4" + "x".repeat(999_999);

    assertThat(wire.post(session, payload).statusCode()).isEqualTo(200);
    assertThat(wire.get(session).body()).isEqualTo(payload);
  }

  @Test
  void a_close_packet_ends_the_poll_with_a_noop_and_the_session() {
    String session = wire.openPolling();
    CompletableFuture<HttpResponse<String>> poll = wire.getLater(session);

    await()
        .untilAsserted(
            () -> {
              wire.post(session, "1");
              assertThat(poll).isDone();
            });

    assertThat(poll.join().body()).isIn("6", "{\"code\":1,\"message\":\"Session ID unknown\"}");
    assertThat(end()).isEqualTo(CloseReason.TRANSPORT_CLOSE);
    assertThat(wire.get(session).statusCode()).isEqualTo(400);
  }

  @Test
  void a_session_closed_by_the_server_tells_its_client_at_the_next_poll() {
    String query = wire.openPolling();
    EngineSession session = session();
    session
        .loop()
        .execute(
            () -> {
              session.send(EngineMessage.text("last words"));
              session.close(CloseReason.FORCED_CLOSE);
            });

    assertThat(end()).isEqualTo(CloseReason.FORCED_CLOSE);
    assertThat(wire.get(query).body()).isEqualTo("4last words");
    assertThat(wire.get(query).body()).isEqualTo("1");
    assertThat(wire.get(query).statusCode()).isEqualTo(400);
  }

  @Test
  void a_client_that_polls_hears_the_last_words_before_the_end() {
    String query = wire.openPolling();
    CompletableFuture<HttpResponse<String>> poll = wire.getLater(query);
    EngineSession session = session();
    await().until(() -> supplyAsync(session::isReady, session.loop()::execute).join());
    session
        .loop()
        .execute(
            () -> {
              session.send(EngineMessage.text("last words"));
              session.close(CloseReason.FORCED_CLOSE);
            });

    assertThat(poll.join().body()).isEqualTo("4last words");
    assertThat(wire.get(query).body()).isEqualTo("1");
    assertThat(wire.get(query).statusCode()).isEqualTo(400);
  }

  @Test
  void a_client_that_does_not_poll_is_cut_off_at_the_limit() {
    String query = wire.openPolling();
    EngineSession session = session();
    EngineMessage large = EngineMessage.text("x".repeat(100_000));
    try (WebSocketClient other = wire.openWebSocket()) {
      for (int turn = 0; turn < 12; turn++) {
        session.loop().execute(() -> session.send(large));
        assertThat(other.send("4next turn").next()).isEqualTo("4next turn");
      }
    }

    assertThat(end()).isEqualTo(CloseReason.SLOW_READER);
    assertThat(wire.get(query).statusCode()).isEqualTo(400);
  }

  @Test
  void more_than_the_limit_may_be_sent_at_once() {
    String query = wire.openPolling();
    String large = "x".repeat(1_500_000);
    EngineSession session = session();
    session
        .loop()
        .execute(
            () -> {
              session.send(EngineMessage.text(large));
              session.send(EngineMessage.text("small"));
            });

    assertThat(wire.get(query).body()).hasSize(1_500_008).endsWith("x\u001e4small");
  }

  @Test
  void what_is_sent_at_once_has_a_limit_too() {
    wire.openPolling();
    EngineSession session = session();
    EngineMessage large = EngineMessage.text("x".repeat(1 << 20));
    session
        .loop()
        .execute(
            () -> {
              for (int i = 0; i < 18; i++) {
                session.send(large);
              }
            });

    assertThat(end()).isEqualTo(CloseReason.SLOW_READER);
  }
}
