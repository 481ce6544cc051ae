package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.SyncReplica;
import io.belfry.server.app.TestServer;
import io.belfry.server.app.TestSocket;
import io.belfry.server.jdbc.TestPostgres;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Broadcasts from a backend's call to the sockets, over a real server.
@SuppressWarnings("NullAway.Init") // Started before each test.
final class BroadcastsTest {
  private static final String SEND = "/api/v1/notifications";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path data;
  private TestServer server;
  private ApiClient backend;

  @BeforeEach
  void start() {
    server = TestServer.start(data, Map.of("retention.count", "50"));
    backend = ApiClient.backend(server);
  }

  @AfterEach
  void stop() {
    backend.close();
    server.close();
  }

  @Test
  void who_is_connected_hears_it_and_who_comes_later_finds_it_in_its_place() {
    backend.send("ann", "before");
    backend.send("ben", "before");
    try (TestSocket ann = TestSocket.classic(HTTP, server, "ann");
        TestSocket unknown = TestSocket.classic(HTTP, server, "never heard of")) {
      ApiClient.Answer answer = toAll("news", Map.of());

      assertThat(answer.status()).isEqualTo(202);
      assertThat(answer.response().headers().firstValue("location"))
          .hasValue("/api/v1/broadcasts/" + answer.json().path("id").asText());
      JsonNode heard = ann.take("notification");
      assertThat(heard.path("title").asText()).isEqualTo("news");
      assertThat(heard.path("broadcast")).isEqualTo(answer.json().path("id"));
      assertThat(ann.take("notificationCount").asInt()).isEqualTo(2);
      assertThat(unknown.take("notification").path("title").asText()).isEqualTo("news");
    }
    backend.send("ben", "after");

    assertThat(titles("ben")).containsExactly("after", "news", "before");
    try (SyncReplica ben = new SyncReplica(HTTP, server.uri(""), "ben").connect()) {
      assertThat(ben.unread()).isEqualTo(3);
    }
  }

  @Test
  void it_is_one_row_and_one_more_for_each_who_is_connected() throws SQLException {
    List<String> users = IntStream.range(0, 300).mapToObj(number -> "user-" + number).toList();
    backend.post(SEND, Map.of("to", users, "title", "before"));
    List<SyncReplica> connected = new ArrayList<>();
    for (String user : users.subList(100, 120)) {
      connected.add(new SyncReplica(HTTP, server.uri(""), user).connect());
    }
    // What was only sent is in no table of SQLite yet.
    server.restart();
    connected.forEach(SyncReplica::connect);
    long before = rows();

    toAll("news", Map.of());

    Awaitility.await().until(() -> connected.stream().allMatch(replica -> replica.unread() == 2));
    assertThat(rows() - before).isEqualTo(21);
    assertThat(titles("user-299")).containsExactly("news", "before");
    assertThat(rows() - before).isEqualTo(22);
    connected.forEach(SyncReplica::close);
  }

  private long rows() throws SQLException {
    String url = server.jdbcUrl();
    return Long.parseLong(
        String.valueOf(
            TestPostgres.one(
                url,
                "SELECT (SELECT count(*) FROM inbox) + (SELECT count(*) FROM notification)"
                    + " + (SELECT count(*) FROM broadcast)")));
  }

  @Test
  void who_only_comes_for_the_first_time_later_gets_none_of_it() {
    toAll("old news", Map.of());

    try (SyncReplica eve = new SyncReplica(HTTP, server.uri(""), "eve").connect()) {
      assertThat(eve.unread()).isZero();
    }
    assertThat(titles("eve")).isEmpty();
  }

  @Test
  void who_comes_for_the_first_time_is_known_once_they_see_their_inbox() {
    toAll("old news", Map.of());
    for (int i = 0; i < 20; i++) {
      String user = "new-" + i;
      try (SyncReplica fresh = new SyncReplica(HTTP, server.uri(""), user).connect()) {
        assertThat(backend.get("/api/v1/users/" + user).status()).isEqualTo(200);
        toAll("news " + i, Map.of());
        backend.send(user, "theirs");

        Awaitility.await().until(() -> fresh.unread() == 2);
        assertThat(titles(user)).containsExactly("theirs", "news " + i);
      }
    }
  }

  @Test
  void of_two_who_edit_different_fields_at_once_both_are_right() throws Exception {
    String path = path(toAll("news", Map.of("url", "/x")));
    for (int round = 0; round < 20; round++) {
      String title = "title " + round;
      String url = "/" + round;
      var titled = CompletableFuture.runAsync(() -> patch(path, "title", title));
      var linked = CompletableFuture.runAsync(() -> patch(path, "url", url));
      CompletableFuture.allOf(titled, linked).get(10, TimeUnit.SECONDS);

      JsonNode now = backend.get(path).json().path("notification");
      assertThat(now.path("title").textValue()).isEqualTo(title);
      assertThat(now.path("url").textValue()).isEqualTo(url);
    }
  }

  private void patch(String path, String field, String value) {
    assertThat(backend.patch(path, Map.of(field, value)).status()).isEqualTo(200);
  }

  @Test
  void a_socket_that_connects_finds_what_was_broadcast_while_it_was_away() {
    backend.send("ann", "before");
    try (SyncReplica ann = new SyncReplica(HTTP, server.uri(""), "ann").connect();
        TestSocket live = TestSocket.open(HTTP, server, Map.of())) {
      ann.disconnect();
      toAll("news", Map.of());

      ann.connect();
      assertThat(ann.unread()).isEqualTo(2);

      backend.send("ben", "begins");
      toAll("more news", Map.of());
      live.ask("auth", Map.of("token", TestServer.token("ben")));
      assertThat(live.take("authResponse").path("userNotifications")).hasSize(2);
    }
  }

  @Test
  void progress_edit_and_recall_are_for_the_broadcast_as_a_whole() {
    for (String user : List.of("ann", "ben", "cid")) {
      backend.send(user, "before");
    }
    try (SyncReplica ann = new SyncReplica(HTTP, server.uri(""), "ann").connect()) {
      String path = path(toAll("worng", Map.of("url", "/x")));
      Awaitility.await().until(() -> ann.unread() == 2);
      titles("ben");
      assertThat(backend.get(path).json().path("delivery"))
          .hasToString("{\"made\":2,\"read\":0,\"waiting\":0,\"complete\":true}");
      ann.emit("markAllRead");

      ApiClient.Answer edited = backend.patch(path, "{\"title\":\"right\",\"url\":null}");

      assertThat(edited.status()).isEqualTo(200);
      assertThat(edited.json().path("notification").has("url")).isFalse();
      assertThat(edited.json().has("editedAt")).isTrue();
      Awaitility.await().until(() -> titles(ann).contains("right"));
      assertThat(ann.unread()).isZero();
      assertThat(titles("ben")).containsExactly("right", "before");
      assertThat(backend.get(path).json().path("delivery").path("read").asInt()).isEqualTo(1);

      assertThat(backend.delete(path).status()).isEqualTo(204);

      Awaitility.await().until(() -> titles(ann).equals(List.of("before")));
      for (String user : List.of("ann", "ben", "cid")) {
        assertThat(titles(user)).containsExactly("before");
      }
      assertThat(backend.delete(path).status()).isEqualTo(204);
      assertThat(backend.patch(path, "{\"title\":\"x\"}").code()).isEqualTo("recalled");
      JsonNode recalled = backend.get(path).json();
      assertThat(recalled.has("notification")).isFalse();
      assertThat(recalled.has("recalledAt")).isTrue();
    }
  }

  @Test
  void copies_of_who_is_away_go_with_a_recall_before_they_come() {
    backend.send("ann", "before");
    String path = path(toAll("wrong", Map.of()));
    titles("ann");

    backend.delete(path);

    Awaitility.await()
        .until(() -> backend.get(path).json().path("delivery").path("made").asInt() == 0);
  }

  @Test
  void a_copy_can_be_looked_up_and_is_gone_after_a_recall() {
    backend.send("ann", "before");
    String path = path(toAll("news", Map.of()));
    String copy = page("ann").path("notifications").path(0).path("id").asText();
    assertThat(backend.get(SEND + "/" + copy).json().path("userId").asText()).isEqualTo("ann");

    backend.delete(path);

    assertThat(backend.get(SEND + "/" + copy).status()).isEqualTo(404);
  }

  @Test
  void what_expires_is_gone_everywhere_when_it_is_due() {
    backend.send("ann", "before");
    backend.send("ben", "before");
    try (SyncReplica ann = new SyncReplica(HTTP, server.uri(""), "ann").connect()) {
      String path =
          path(toAll("brief", Map.of("expiresAt", Instant.now().plusMillis(1_500).toString())));
      Awaitility.await().until(() -> ann.unread() == 2);

      Awaitility.await().until(() -> ann.unread() == 1);
      assertThat(backend.get(path).json().has("recalledAt")).isFalse();
      assertThat(titles("ben")).containsExactly("before");
    }
  }

  @Test
  void the_same_key_sends_once_and_gets_the_same_answer() {
    backend.send("ann", "before");
    Map<String, ?> body = Map.of("to", Map.of("all", true), "title", "once");
    ApiClient.Answer first = backend.post(SEND, body, "Idempotency-Key", "k");
    ApiClient.Answer again = backend.post(SEND, body, "Idempotency-Key", "k");
    Map<String, ?> other = Map.of("to", Map.of("all", true), "title", "twice");

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.response().headers().firstValue("location"))
        .isEqualTo(first.response().headers().firstValue("location"));
    assertThat(backend.post(SEND, other, "Idempotency-Key", "k").code())
        .isEqualTo("idempotency_mismatch");
    assertThat(titles("ann")).containsExactly("once", "before");
  }

  @Test
  void a_repetition_is_answered_after_it_has_expired_too() {
    String soon = Instant.now().plusMillis(700).toString();
    Map<String, ?> body = Map.of("to", Map.of("all", true), "title", "x", "expiresAt", soon);
    ApiClient.Answer first = backend.post(SEND, body, "Idempotency-Key", "k");

    Awaitility.await().until(() -> Instant.now().isAfter(Instant.parse(soon)));

    assertThat(backend.post(SEND, body, "Idempotency-Key", "k").text()).isEqualTo(first.text());
    assertThat(backend.post(SEND, body, "Idempotency-Key", "l").code())
        .isEqualTo("validation_failed");
  }

  @Test
  void an_edit_leaves_numbers_as_they_were_written() {
    String data = "{\"price\":1.10,\"large\":12345678901234567890.123456789,\"huge\":1e400}";
    ApiClient.Answer sent =
        backend.post(SEND, "{\"to\":{\"all\":true},\"title\":\"x\",\"data\":" + data + "}");

    ApiClient.Answer edited = backend.patch(path(sent), "{\"title\":\"y\"}");

    assertThat(edited.text()).contains("1.10,", "12345678901234567890.123456789", "1E+400");
  }

  @Test
  void what_was_broadcast_survives_a_restart() {
    backend.send("ann", "before");
    toAll("news", Map.of());

    server.restart();
    backend.send("ann", "after");

    assertThat(titles("ann")).containsExactly("after", "news", "before");
  }

  @Test
  void bad_patches_change_nothing() {
    backend.send("ann", "before");
    String path = path(toAll("news", Map.of()));

    assertThat(backend.patch(path, "{}").code()).isEqualTo("validation_failed");
    assertThat(backend.patch(path, "[]").code()).isEqualTo("validation_failed");
    assertThat(backend.patch(path, "{").code()).isEqualTo("malformed_json");
    assertThat(backend.patch(path, "{\"title\":null}").json().path("errors").path(0))
        .hasToString("{\"path\":\"/title\",\"message\":\"is missing\"}");
    assertThat(backend.patch(path, "{\"topic\":\"x\"}").json().path("errors").path(0))
        .hasToString("{\"path\":\"/topic\",\"message\":\"is not a known field\"}");
    assertThat(backend.patch(path, "{\"url\":\"javascript:x\"}").status()).isEqualTo(422);
    assertThat(backend.patch("/api/v1/broadcasts/x", "{\"title\":\"x\"}").status()).isEqualTo(404);
    assertThat(backend.get("/api/v1/broadcasts/" + "x").status()).isEqualTo(404);
    assertThat(titles("ann")).containsExactly("news", "before");
    assertThat(backend.get(path).json().has("editedAt")).isFalse();
  }

  private ApiClient.Answer toAll(String title, Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("to", Map.of("all", true));
    body.put("title", title);
    ApiClient.Answer answer = backend.post(SEND, body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer;
  }

  private static String path(ApiClient.Answer answer) {
    return "/api/v1/broadcasts/" + answer.json().path("id").asText();
  }

  private JsonNode page(String user) {
    return backend.get("/api/v1/users/" + user.replace(" ", "%20") + "/inbox").json();
  }

  private List<String> titles(String user) {
    List<String> titles = new ArrayList<>();
    page(user).path("notifications").forEach(each -> titles.add(each.path("title").asText()));
    return titles;
  }

  private static List<String> titles(SyncReplica replica) {
    return replica.notifications().stream().map(each -> each.path("title").asText()).toList();
  }
}
