package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.TestServer;
import io.belfry.server.app.TestSocket;
import io.belfry.server.app.TestStream;
import io.belfry.server.app.TestStream.Heard;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How backends hear of answers, over a real server.
@SuppressWarnings("NullAway.Init") // Started before each test.
final class StreamTest {
  private static final String STREAM = "/api/v1/stream";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path data;
  private TestServer server;
  private ApiClient backend;
  private ApiClient ann;

  @BeforeEach
  void start() {
    server = TestServer.start(data, Map.of("stream.max", "3", "stream.heartbeat", "200ms"));
    backend = ApiClient.backend(server);
    ann = ApiClient.user(server, "ann");
  }

  @AfterEach
  void stop() {
    backend.close();
    ann.close();
    server.close();
  }

  @Test
  void every_answer_is_told_once_in_order_while_nobody_answers_there_are_heartbeats() {
    answer("before");
    try (TestStream one = new TestStream(server, "");
        TestStream other = new TestStream(server, "")) {
      String first = answer("\n yes \r\n");
      answer("x");
      JsonNode heard = one.await(2).getFirst().data();

      assertThat(heard.toString())
          .isEqualTo(
              "{\"id\":\"%s\",\"userId\":\"ann\",\"action\":\"yes\",\"actionGroup\":\"g-%s\","
                      .formatted(first, "\\n yes \\r\\n")
                  + "\"at\":%d,\"data\":{\"n\":\"\\n yes \\r\\n\"}}"
                      .formatted(heard.path("at").asLong()));
      assertThat(one.heard()).extracting(Heard::id).containsExactly(2L, 3L);
      assertThat(one.heard()).extracting(Heard::event).containsOnly("notificationActed");
      assertThat(other.await(2)).isEqualTo(one.heard());
      int comments = one.comments();
      Awaitility.await().until(() -> one.comments() > comments + 2);
      assertThat(one.heard()).hasSize(2);
    }
  }

  @Test
  void who_comes_back_hears_what_was_missed_over_a_restart_too() {
    try (TestStream stream = new TestStream(server, "")) {
      answer("1");
      answer("2");
      stream.await(2);
    }
    for (int i = 3; i <= 250; i++) {
      answer(Integer.toString(i));
    }
    server.restart();
    List<Long> rest = LongStream.rangeClosed(3, 251).boxed().toList();
    try (TestStream byHeader = new TestStream(server, "?since=1", "Last-Event-ID", "2");
        TestStream bySince = new TestStream(server, "?since=2")) {
      answer("251");

      assertThat(byHeader.await(249)).extracting(Heard::id).isEqualTo(rest);
      assertThat(bySince.await(249)).extracting(Heard::id).isEqualTo(rest);
    }
    try (TestStream ofAnotherStore = new TestStream(server, "?since=9999")) {
      assertThat(ofAnotherStore.await(251)).hasSize(251);
    }
    try (TestStream current = new TestStream(server, "?since=251")) {
      answer("252");
      assertThat(current.await(1)).extracting(Heard::id).containsExactly(252L);
    }
  }

  @Test
  void a_reader_who_takes_nothing_is_cut_off_and_nobody_else_notices() throws IOException {
    var body = new HashMap<String, Object>(asking("x"));
    body.remove("actionGroup");
    body.put("data", Map.of("large", "x".repeat(15_000)));
    try (var slow = new RawHttp(server);
        TestStream quick = new TestStream(server, "")) {
      slow.write(
          "GET /api/v1/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
              + TestServer.API_KEY
              + "\r\n\r\n");
      slow.head();
      int sent = 0;
      while (metric("belfry_stream_cut_total") == 0 && sent < 4_000) {
        press(backend.post("/api/v1/notifications", body).json().path("id").asText());
        sent++;
      }

      assertThat(metric("belfry_stream_cut_total")).isEqualTo(1);
      Awaitility.await().until(() -> metric("belfry_stream_listeners") == 1);
      assertThat(quick.await(sent)).hasSize(sent);
    }
    Awaitility.await().until(() -> metric("belfry_stream_listeners") == 0);
  }

  @Test
  void only_so_many_listen_at_once_by_streams_and_sockets_together() {
    try (TestStream one = new TestStream(server, "");
        TestStream other = new TestStream(server, "");
        TestSocket socket =
            TestSocket.backend(HTTP, server, Map.of("apiKey", TestServer.API_KEY))) {
      assertThat(socket.admitted().has("sid")).isTrue();
      Awaitility.await().until(() -> metric("belfry_stream_listeners") == 3);

      ApiClient.Answer refused = backend.get(STREAM);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.code()).isEqualTo("too_many_streams");
      assertThat(refused.response().headers().firstValue("retry-after")).contains("1");
      try (TestSocket late =
          TestSocket.backend(HTTP, server, Map.of("apiKey", TestServer.API_KEY))) {
        assertThat(late.admitted().path("data").path("code").asText())
            .isEqualTo("too_many_streams");
      }
      one.close();
      Awaitility.await().until(() -> metric("belfry_stream_listeners") == 2);
      try (TestStream again = new TestStream(server, "")) {
        answer("x");
        assertThat(again.await(1)).isEqualTo(other.await(1));
        assertThat(socket.take("notificationActed")).isEqualTo(again.heard().getFirst().data());
      }
    }
  }

  @Test
  void a_backends_socket_needs_a_key_and_hears_nothing_else() {
    List<Map<String, Object>> bad =
        List.of(
            Map.of("apiKey", "bk_bad"),
            Map.of(),
            Map.of("apiKey", 5),
            Map.of("token", TestServer.token("ann")));
    for (Map<String, Object> auth : bad) {
      try (TestSocket refused = TestSocket.backend(HTTP, server, auth)) {
        assertThat(refused.admitted().path("data").path("code").asText())
            .isEqualTo("unauthenticated");
      }
    }
    try (TestSocket socket =
        TestSocket.backend(HTTP, server, Map.of("apiKey", TestServer.API_KEY))) {
      assertThat(socket.ask("markAllRead").path("error").path("code").asText())
          .isEqualTo("unknown_event");
      backend.send("ann", "not for backends");
      String id = answer("x");
      assertThat(socket.take("notificationActed").path("id").asText()).isEqualTo(id);
      assertThat(socket.heard()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "1.5", "", "9999999999999999999"})
  void a_bad_number_is_refused(String since) {
    ApiClient.Answer refused = backend.get(STREAM + "?since=" + since);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("errors").path(0).path("path").asText()).isEqualTo("since");
    assertThat(metric("belfry_stream_listeners")).isZero();
  }

  @Test
  void a_parameter_that_nobody_knows_is_refused() {
    ApiClient.Answer refused = backend.get(STREAM + "?sinc=1");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("sinc", "is not a known parameter");
    assertThat(metric("belfry_stream_listeners")).isZero();
  }

  @Test
  void nobody_listens_without_a_key_and_a_stopping_server_ends_streams() {
    assertThat(ann.get(STREAM).status()).isEqualTo(401);
    try (TestStream stream = new TestStream(server, "")) {
      server.restart();
      stream.awaitEnd();
    }
    assertThatThrownBy(() -> new TestStream(server, "?since=x")).hasMessageContaining("422");
  }

  private String answer(String name) {
    String id = backend.post("/api/v1/notifications", asking(name)).json().path("id").asText();
    press(id);
    return id;
  }

  private void press(String id) {
    assertThat(ann.post("/api/v1/me/notifications/" + id + "/actions/yes", "").status())
        .isEqualTo(200);
  }

  private static Map<String, Object> asking(String name) {
    return Map.of(
        "to",
        "ann",
        "title",
        "?",
        "actions",
        List.of(Map.of("id", "yes", "label", "Yes")),
        "data",
        Map.of("n", name),
        "actionGroup",
        "g-" + name);
  }

  private int metric(String name) {
    return backend
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> (int) Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(-1);
  }
}
