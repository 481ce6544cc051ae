package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.SyncReplica;
import io.belfry.server.app.TestServer;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is sent to users and expires, over a real server.
@SuppressWarnings("NullAway.Init") // Started before each test.
final class ExpiryTest {
  private static final String SEND = "/api/v1/notifications";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path data;
  private TestServer server;
  private ApiClient backend;

  @BeforeEach
  void start() {
    server = TestServer.start(data, Map.of("retention.count", "20"));
    backend = ApiClient.backend(server);
  }

  @AfterEach
  void stop() {
    backend.close();
    server.close();
  }

  @Test
  void it_goes_from_inbox_and_counts_everywhere_when_it_is_due() {
    backend.send("ann", "stays");
    try (SyncReplica one = new SyncReplica(HTTP, server.uri(""), "ann").connect();
        SyncReplica other = new SyncReplica(HTTP, server.uri(""), "ann").connect()) {
      Instant due = Instant.now().plusMillis(1_500);
      ApiClient.Answer sent = send("ann", "brief", Map.of("expiresAt", due.toString()));
      backend.send("ann", "stays too");

      assertThat(sent.status()).isEqualTo(201);
      assertThat(Instant.parse(sent.json().path("expiresAt").asText()))
          .isEqualTo(Instant.ofEpochMilli(due.toEpochMilli()));
      Awaitility.await().until(() -> one.unread() == 3 && other.unread() == 3);
      assertThat(one.notifications().get(1).path("expiresAt"))
          .isEqualTo(sent.json().path("expiresAt"));
      assertThat(Instant.now()).isBefore(due);

      Awaitility.await().until(() -> one.unread() == 2 && other.unread() == 2);
      assertThat(Instant.now()).isAfterOrEqualTo(due);
      assertThat(titles()).containsExactly("stays too", "stays");
      assertThat(backend.get(SEND + "/" + sent.json().path("id").asText()).status()).isEqualTo(404);
      assertThat(one.notifications()).isEqualTo(other.notifications()).hasSize(2);
      assertThat(backend.get("/metrics").text()).contains("belfry_inbox_expired_total 1.0");
    }
  }

  @Test
  void what_is_due_while_the_server_is_down_is_gone_soon_after_it_is_back() {
    send("ann", "brief", Map.of("ttl", 2));
    backend.send("ann", "stays");
    server.close();
    Instant due = Instant.now().plusSeconds(2);
    Awaitility.await().until(() -> Instant.now().isAfter(due));

    server = TestServer.start(data, Map.of("retention.count", "20"));
    backend = ApiClient.backend(server);

    Awaitility.await().until(() -> titles().equals(List.of("stays")));
    assertThat(inbox().path("unread").asInt()).isEqualTo(1);
  }

  @Test
  void many_of_many_users_go_together_whether_read_archived_deleted_or_evicted() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      all.add(Map.of("to", "user-" + i % 7, "title", "brief", "ttl", 2));
    }
    JsonNode results =
        backend.post(SEND + "/batch", Map.of("notifications", all)).json().path("results");
    assertThat(results).hasSize(600).allMatch(each -> each.path("status").asInt() == 201);
    try (ApiClient user = ApiClient.user(server, "user-0")) {
      user.post("/api/v1/me/inbox/read", Map.of());
    }
    try (SyncReplica replica = new SyncReplica(HTTP, server.uri(""), "user-1").connect()) {
      assertThat(replica.unread()).isEqualTo(20);

      Awaitility.await().until(() -> replica.unread() == 0);
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> backend.get("/metrics").text().contains("belfry_inbox_expired_total 600.0"));
  }

  @Test
  void a_list_and_the_customary_shape_expire_too() {
    ApiClient.Answer list =
        backend.post(SEND, Map.of("to", List.of("ann", "ben"), "title", "brief", "ttl", 3_600));
    ApiClient.Answer customary =
        backend.post(
            "/api/send-notification", Map.of("userId", "ann", "title", "brief", "ttl", 3_600));

    assertThat(list.status()).isEqualTo(202);
    assertThat(customary.json().path("notification").has("expiresAt")).isTrue();
    assertThat(inbox().path("notifications")).hasSize(2).allMatch(each -> each.has("expiresAt"));
  }

  @Test
  void a_repetition_is_answered_after_it_has_expired_too() {
    String soon = Instant.now().plusMillis(700).toString();
    Map<String, ?> body = Map.of("to", "ann", "title", "x", "expiresAt", soon);
    ApiClient.Answer first = backend.post(SEND, body, "Idempotency-Key", "k");
    assertThat(first.status()).isEqualTo(201);

    Awaitility.await().until(() -> Instant.now().isAfter(Instant.parse(soon)));

    assertThat(backend.post(SEND, body, "Idempotency-Key", "k").text()).isEqualTo(first.text());
    assertThat(backend.post(SEND, body, "Idempotency-Key", "l").code())
        .isEqualTo("validation_failed");
    assertThat(backend.post(SEND, body).code()).isEqualTo("validation_failed");
    Awaitility.await().until(() -> titles().isEmpty());
  }

  @Test
  void of_a_batch_only_what_is_too_late_is_refused() {
    JsonNode results =
        backend
            .post(
                SEND + "/batch",
                Map.of(
                    "notifications",
                    List.of(
                        Map.of("to", "ann", "title", "a", "expiresAt", "2020-01-01T00:00:00Z"),
                        Map.of("to", "ann", "title", "b"))))
            .json()
            .path("results");

    assertThat(results.path(0).path("status").asInt()).isEqualTo(422);
    assertThat(results.path(0).path("error").path("errors").path(0).path("path").asText())
        .isEqualTo("/expiresAt");
    assertThat(results.path(1).path("status").asInt()).isEqualTo(201);
    assertThat(titles()).containsExactly("b");
  }

  private ApiClient.Answer send(String user, String title, Map<String, ?> expiry) {
    Map<String, Object> body = new HashMap<>(expiry);
    body.put("to", user);
    body.put("title", title);
    return backend.post(SEND, body);
  }

  private JsonNode inbox() {
    return backend.get("/api/v1/users/ann/inbox").json();
  }

  private List<String> titles() {
    List<String> titles = new ArrayList<>();
    inbox().path("notifications").forEach(each -> titles.add(each.path("title").asText()));
    return titles;
  }
}
