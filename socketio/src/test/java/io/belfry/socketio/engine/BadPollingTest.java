package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Polls and POSTs that break the rules of long-polling.
class BadPollingTest extends BadInputTest {
  private static final int MAX_PACKETS = 1_000;

  @Override
  EngineOptions options(EngineOptions defaults) {
    return defaults.withPostTimeout(Duration.ofMillis(200)).withMaxPacketsPerPost(MAX_PACKETS);
  }

  private RawSocket connect() throws IOException {
    return new RawSocket(wire.port());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] head(String session, String... headers) {
    return RawSocket.request("POST", PATH + "?" + session, "", headers);
  }

  private void assertClosed(RawSocket.Response answer, int status, CloseReason reason) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(end()).isEqualTo(reason);
  }

  private void assertGone(String session) {
    assertThat(wire.get(session).body()).contains("\"code\":1");
    assertThat(wire.post(session, "4late").body()).contains("\"code\":1");
  }

  @Test
  void two_polls_at_once_close_the_session() throws IOException {
    String session = wire.openPolling();
    try (RawSocket one = connect();
        RawSocket other = connect()) {
      one.write(RawSocket.get(session));
      other.write(RawSocket.get(session));

      assertThat(new int[] {one.readResponse().status(), other.readResponse().status()})
          .containsExactlyInAnyOrder(200, 400);
      assertThat(end()).isEqualTo(CloseReason.TRANSPORT_ERROR);
      assertThat(limits).containsExactly(EngineLimit.REQUESTS_AT_ONCE);
    }
    assertGone(session);
  }

  @Test
  void two_posts_at_once_close_the_session() throws IOException {
    String session = wire.openPolling();
    try (RawSocket one = connect();
        RawSocket other = connect()) {
      one.write(head(session, "Content-Length: 6"));
      other.write(head(session, "Content-Length: 6"));

      assertThat(end()).isEqualTo(CloseReason.TRANSPORT_ERROR);
      assertThat(limits).containsExactly(EngineLimit.REQUESTS_AT_ONCE);
    }
    assertGone(session);
  }

  @Test
  void polls_in_a_pipeline_are_answered_one_after_the_other() throws IOException {
    String session = wire.openPolling();
    try (RawSocket socket = connect()) {
      socket.write(RawSocket.get(session), RawSocket.get(session));
      wire.post(session, "4one");
      assertThat(socket.readResponse().body()).isEqualTo("4one");
      wire.post(session, "4two");
      assertThat(socket.readResponse().body()).isEqualTo("4two");
    }
    wire.post(session, "1");
  }

  @Test
  void a_pipeline_of_many_polls_that_breaks_closes_the_session_once() throws IOException {
    String session = wire.openPolling();
    try (RawSocket socket = connect()) {
      socket.pour(RawSocket.repeated(1_000, RawSocket.get(session)));
      wire.post(session, "4one");
      assertThat(socket.readResponse().body()).isEqualTo("4one");
      socket.reset();

      assertThat(end()).isEqualTo(CloseReason.TRANSPORT_CLOSE);
    }
    assertGone(session);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "Content-Length: 6, 4h",
    "Content-Length: 6, ''",
    "Transfer-Encoding: chunked, '6\r\n4h'",
    "Transfer-Encoding: chunked, '2\r\n4h\r\n'",
  })
  void a_post_that_breaks_off_closes_the_session(String header, String part) throws IOException {
    String session = wire.openPolling();
    try (RawSocket socket = connect()) {
      socket.write(head(session, header), ascii(part)).reset();

      assertThat(end()).isEqualTo(CloseReason.TRANSPORT_CLOSE);
    }
    assertGone(session);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "Content-Length: 6, 4h",
    "Transfer-Encoding: chunked, '1\r\n4\r\n'",
  })
  void a_post_that_is_never_finished_has_a_time(String header, String part) throws IOException {
    String session = wire.openPolling();
    try (RawSocket socket = connect()) {
      socket.write(head(session, header), ascii(part));

      RawSocket.Response answer = socket.readResponse();
      assertClosed(answer, 408, CloseReason.LIMIT_EXCEEDED);
      assertThat(answer.body()).contains("\"code\":9");
      assertThat(limits).containsExactly(EngineLimit.POST_TIME);
      assertThat(socket.isEnded()).isTrue();
    }
    // The session was closed by the server, which its next poll is told.
    assertThat(wire.get(session).body()).isEqualTo("1");
    assertGone(session);
  }

  @Test
  void each_byte_of_a_post_gains_no_time() throws IOException {
    String session = wire.openPolling();
    try (RawSocket socket = connect()) {
      socket.write(head(session, "Content-Length: 1000000"));
      while (sessionsOpen()) {
        socket.pour(ascii("x"));
      }

      assertClosed(socket.readResponse(), 408, CloseReason.LIMIT_EXCEEDED);
      assertThat(limits).containsExactly(EngineLimit.POST_TIME);
    }
  }

  private boolean sessionsOpen() {
    return engine.sessions() > 1;
  }

  @Test
  void a_post_without_a_body_closes_the_session() throws IOException {
    String session = wire.openPolling();
    try (RawSocket socket = connect()) {
      assertClosed(socket.write(head(session)).readResponse(), 400, CloseReason.PARSE_ERROR);
    }
    assertGone(session);
  }

  @Test
  void a_post_after_the_end_is_refused() {
    String session = wire.openPolling();
    wire.post(session, "1");

    assertThat(end()).isEqualTo(CloseReason.TRANSPORT_CLOSE);
    assertGone(session);
  }

  @ParameterizedTest
  @ValueSource(ints = {MAX_PACKETS + 1, 10_000})
  void a_post_of_too_many_packets_closes_the_session(int packets) throws IOException {
    String session = wire.openPolling();
    String body = "6" + "\u001e6".repeat(packets - 1);
    try (RawSocket socket = connect()) {
      assertClosed(
          socket.write(RawSocket.post(session, body)).readResponse(),
          400,
          CloseReason.LIMIT_EXCEEDED);
      assertThat(limits).containsExactly(EngineLimit.PACKETS_PER_POST);
    }
    assertThat(wire.get(session).body()).isEqualTo("1");
    assertGone(session);
  }

  @Test
  void a_post_of_as_many_packets_as_may_be_is_taken() {
    String session = wire.openPolling();

    assertThat(wire.post(session, "6" + "\u001e6".repeat(MAX_PACKETS - 1)).body()).isEqualTo("ok");
    wire.post(session, "1");
  }

  /// RFC 9112, section 9.6: a reset would take the answer from who is still sending, and nothing
  /// behind the answer that ends the connection may be processed.
  @Test
  void who_still_sends_ten_megabytes_hears_the_refusal_and_nothing_after_it() throws IOException {
    String session = wire.openPolling();
    String body = "4" + "x".repeat(10_000_000);
    try (RawSocket socket = connect()) {
      socket.write(
          RawSocket.post(session, body), RawSocket.get("EIO=4&transport=polling", "X: behind"));

      assertClosed(socket.readResponse(), 413, CloseReason.PAYLOAD_TOO_LARGE);
      assertThat(limits).containsExactly(EngineLimit.PAYLOAD);
      assertThat(socket.readRest()).isEmpty();
    }
    assertGone(session);
  }

  @Test
  void nothing_behind_a_request_without_a_certain_end_is_processed() throws IOException {
    byte[] open = RawSocket.get("EIO=4&transport=polling");
    try (RawSocket socket = connect()) {
      socket.write(
          RawSocket.request("POST", PATH, "", "Content-Length: 5", "Transfer-Encoding: identity"),
          open,
          open);

      assertThat(socket.readResponse().status()).isEqualTo(400);
      assertThat(socket.readRest()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000001", "10000000", "9223372036854775807"})
  void a_post_that_says_it_is_too_large_is_refused_at_once(String length) throws IOException {
    String session = wire.openPolling();
    try (RawSocket socket = connect()) {
      socket.write(head(session, "Content-Length: " + length, "Expect: 100-continue"));

      RawSocket.Response answer = socket.readResponse();
      assertClosed(answer, 413, CloseReason.PAYLOAD_TOO_LARGE);
      assertThat(answer.body()).contains("\"code\":8");
      assertThat(limits).containsExactly(EngineLimit.PAYLOAD);
      assertThat(socket.isEnded()).isTrue();
    }
    assertGone(session);
  }

  /// As in CVE-2026-59725: such a request was refused elsewhere, and its session stayed half open.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/octet-stream",
        "APPLICATION/Octet-Stream",
        "application/octet-stream; charset=UTF-8",
        "application/octet-stream;",
      })
  void a_body_of_bytes_closes_a_session_of_version_4(String type) throws IOException {
    String session = wire.openPolling();
    try (RawSocket poll = connect();
        RawSocket post = connect()) {
      poll.write(RawSocket.get(session));
      awaitPoll(session());

      assertClosed(
          post.write(RawSocket.post(session, "\u0001\u0002", "Content-Type: " + type))
              .readResponse(),
          400,
          CloseReason.PARSE_ERROR);
      assertThat(poll.readResponse().body()).isEqualTo("1");
    }
    assertGone(session);
  }

  @Test
  void bytes_without_end_close_a_session_of_version_4_at_their_beginning() throws IOException {
    String session = wire.openPolling();
    try (RawSocket socket = connect()) {
      socket.write(
          head(session, "Content-Type: application/octet-stream", "Transfer-Encoding: chunked"));

      assertClosed(socket.readResponse(), 400, CloseReason.PARSE_ERROR);
      socket.pour(RawSocket.repeated(100_000, ascii("1\r\n4\r\n"))).reset();
    }
    assertGone(session);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain;x=application/octet-stream", "", "a/b", ";;;"})
  void any_other_type_of_body_is_text(String type) throws IOException {
    String session = wire.openPolling();
    try (RawSocket socket = connect()) {
      socket.write(RawSocket.post(session, "4a", "Content-Type: " + type));

      assertThat(socket.readResponse().body()).isEqualTo("ok");
    }
    wire.post(session, "1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "PUT", "DELETE", "PATCH", "TRACE", "BREW"})
  void a_method_that_sessions_do_not_have_is_refused_and_leaves_them_alone(String method)
      throws IOException {
    String session = wire.openPolling();
    try (RawSocket socket = connect()) {
      socket.write(RawSocket.request(method, PATH + "?" + session, ""));

      assertThat(socket.readHead()).startsWith("HTTP/1.1 400");
    }
    assertThat(wire.post(session, "4hello").body()).isEqualTo("ok");
    assertThat(wire.get(session).body()).isEqualTo("4hello");
    wire.post(session, "1");
  }

  /// A refused POST, of a client that has moved on, is no reason to end its session.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_post_that_came_too_late_for_polling_can_break_off_or_stay_unfinished(boolean breaksOff)
      throws IOException {
    String session = wire.openPolling();
    try (WebSocketClient client = wire.webSocket(session.replace("polling", "websocket"));
        RawSocket late = connect()) {
      client.send("2probe").next();
      client.send("5").send("4moved").next();
      late.write(head(session, "Content-Length: 6"));
      assertThat(late.readResponse().status()).isEqualTo(400);
      if (breaksOff) {
        late.reset();
      } else {
        RawSocket other = connect();
        String next = wire.openPolling();
        other.write(head(next, "Content-Length: 6"));
        // Its time began later.
        assertThat(other.readResponse().status()).isEqualTo(408);
        other.close();
        wire.get(next);
      }

      assertThat(client.send("4still here").next()).isEqualTo("4still here");
    }
  }

  private static void awaitPoll(EngineSession session) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> CompletableFuture.supplyAsync(session::isReady, session.loop()::execute).join());
  }
}
