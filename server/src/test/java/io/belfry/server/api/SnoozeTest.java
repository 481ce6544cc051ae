package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.SyncReplica;
import io.belfry.server.app.TestServer;
import io.belfry.server.app.TestSocket;
import io.belfry.server.notification.Rfc3339;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Notifications that their users put off, over HTTP and the socket of a real server.
@SuppressWarnings("NullAway.Init") // Started before each test.
final class SnoozeTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path data;
  private TestServer server;
  private ApiClient backend;
  private ApiClient ann;

  @BeforeEach
  void start() {
    server = TestServer.start(data);
    backend = ApiClient.backend(server);
    ann = ApiClient.user(server, "ann");
  }

  @AfterEach
  void stop() {
    ann.close();
    backend.close();
    server.close();
  }

  @Test
  void it_leaves_every_tab_and_comes_back_to_all_of_them_unread() {
    String early = send("early");
    send("late");
    try (SyncReplica one = new SyncReplica(HTTP, server.uri(""), "ann").connect();
        SyncReplica other = new SyncReplica(HTTP, server.uri(""), "ann").connect()) {
      one.emit("markNotificationRead", early);
      long until = Instant.now().plusMillis(1_500).toEpochMilli();

      JsonNode done = one.emit("snoozeNotification", early, until);

      assertThat(done.path("ok").asBoolean()).isTrue();
      assertThat(done.path("unread").asInt()).isEqualTo(1);
      Awaitility.await()
          .until(() -> snoozedUntil(other, early) == until && snoozedUntil(one, early) == until);
      assertThat(titles("")).containsExactly("late");
      assertThat(titles("?snoozed=true")).containsExactly("early");
      JsonNode status = backend.get("/api/v1/notifications/" + early).json();
      assertThat(status.at("/channels/inApp/state").asText()).isEqualTo("snoozed");
      assertThat(status.at("/channels/inApp/snoozedUntil").asText()).isEqualTo(Rfc3339.text(until));

      Awaitility.await().until(() -> one.unread() == 2 && other.unread() == 2);

      assertThat(Instant.now().toEpochMilli()).isGreaterThanOrEqualTo(until);
      assertThat(titles("")).containsExactly("late", "early");
      assertThat(snoozedUntil(other, early)).isZero();
      assertThat(other.notifications()).isEqualTo(one.notifications());
      assertThat(backend.get("/metrics").text()).contains("belfry_inbox_woken_total 1.0");
    }
  }

  @Test
  void what_is_due_while_the_server_is_down_comes_back_with_it() {
    String id = send("early");
    assertThat(snooze(id, Map.of("for", 2)).status()).isEqualTo(200);
    server.close();
    Instant due = Instant.now().plusSeconds(2);
    Awaitility.await().until(() -> Instant.now().isAfter(due));

    server = TestServer.start(data);
    ann = ApiClient.user(server, "ann");
    backend = ApiClient.backend(server);

    Awaitility.await().until(() -> titles("").equals(List.of("early")));
    assertThat(inbox("").path("unread").asInt()).isEqualTo(1);
  }

  @Test
  void it_can_be_put_off_and_taken_back_by_http() {
    String id = send("early");
    Instant until = Instant.now().plus(Duration.ofDays(3));

    ApiClient.Answer snoozed = snooze(id, Map.of("until", until.toString()));

    assertThat(snoozed.json().path("unread").asInt()).isZero();
    assertThat(inbox("?snoozed=true").path("notifications").path(0).path("snoozedUntil").asLong())
        .isEqualTo(until.toEpochMilli());
    assertThat(snooze(id, Map.of("until", until.toEpochMilli())).json())
        .as("the same time, in milliseconds")
        .isEqualTo(snoozed.json());
    ApiClient.Answer back = ann.post("/api/v1/me/notifications/" + id + "/unsnooze", "");
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.json().path("unread").asInt()).isEqualTo(1);
    assertThat(inbox("").path("notifications").path(0).has("snoozedUntil")).isFalse();
  }

  @Test
  void a_classic_client_is_told_of_a_change_and_never_of_a_new_one() {
    String id = send("early");
    try (TestSocket socket = TestSocket.classic(HTTP, server, "ann")) {
      String until = Instant.now().plusMillis(1_200).toString();

      JsonNode done = socket.ask("snoozeNotification", id, until);

      assertThat(done.path("unread").asInt()).isZero();

      assertThat(socket.take("notificationUpdated").has("snoozedUntil")).isTrue();
      assertThat(socket.take("notificationCount").asInt()).isZero();
      JsonNode back = socket.take("notificationUpdated");
      assertThat(back.has("snoozedUntil")).isFalse();
      assertThat(back.path("id").asText()).isEqualTo(id);
      assertThat(socket.take("notificationCount").asInt()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {} | /until
          {"until": "tomorrow"} | /until
          {"until": "2030-01-01T00:00:00"} | /until
          {"until": null} | /until
          {"until": 1.5} | /until
          {"until": 99999999999999999999} | /until
          {"until": 0} | /until
          {"until": -1} | /until
          {"until": 1} | /until
          {"until": "2020-01-01T00:00:00Z"} | /until
          {"until": "2999-01-01T00:00:00Z"} | /until
          {"until": 9223372036854775807} | /until
          {"for": 0} | /for
          {"for": -5} | /for
          {"for": 31622401} | /for
          {"for": "60"} | /for
          {"for": 1e2} | /for
          {"for": 60, "until": "2030-01-01T00:00:00Z"} | /for
          {"for": 60, "more": 1} | /more
          [] | ''
          """)
  void what_is_no_time_ahead_is_refused(String body, String path) {
    String id = send("early");

    ApiClient.Answer refused = ann.post("/api/v1/me/notifications/" + id + "/snooze", body);

    assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
    assertThat(refused.json().path("errors").path(0).path("path").asText()).isEqualTo(path);
    assertThat(inbox("").path("notifications").path(0).has("snoozedUntil")).isFalse();
    assertThat(inbox("").path("seq").asInt()).isEqualTo(1);
  }

  @Test
  void a_client_that_says_no_time_ahead_is_told_so() {
    String id = send("early");
    try (SyncReplica replica = new SyncReplica(HTTP, server.uri(""), "ann").connect()) {
      List<Object> bad =
          List.of("soon", 0, -1, 1, 1.5, true, Map.of(), "2020-01-01T00:00:00Z", Long.MAX_VALUE);
      for (Object until : bad) {
        JsonNode answer = replica.emit("snoozeNotification", id, until);
        assertThat(answer.at("/error/code").asText())
            .as(until.toString())
            .isEqualTo("invalid_request");
      }
      assertThat(replica.emit("snoozeNotification", "x", 1).at("/error/code").asText())
          .isEqualTo("invalid_request");
      String bens = backend.send("ben", "of ben").path("id").asText();
      long ahead = Instant.now().plusSeconds(60).toEpochMilli();
      assertThat(replica.emit("snoozeNotification", bens, ahead).at("/error/code").asText())
          .isEqualTo("not_found");
      assertThat(replica.seq()).isEqualTo(1);
    }
  }

  @Test
  void snoozed_and_archived_ones_are_not_listed_together() {
    ApiClient.Answer refused = ann.get("/api/v1/me/inbox?snoozed=true&archived=true");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/errors/0/path").asText()).isEqualTo("snoozed");
    try (SyncReplica replica = new SyncReplica(HTTP, server.uri(""), "ann").connect()) {
      Map<String, Boolean> both = Map.of("snoozed", true, "archived", true);
      assertThat(replica.emit("getNotifications", both).at("/error/code").asText())
          .isEqualTo("invalid_request");
      assertThat(replica.emit("getNotifications", Map.of("snoozed", true)).path("ok").asBoolean())
          .isTrue();
    }
  }

  private String send(String title) {
    return backend.send("ann", title).path("id").asText();
  }

  private ApiClient.Answer snooze(String id, Map<String, ?> body) {
    return ann.post("/api/v1/me/notifications/" + id + "/snooze", body);
  }

  private static long snoozedUntil(SyncReplica replica, String id) {
    return replica.notifications().stream()
        .filter(each -> each.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow()
        .path("snoozedUntil")
        .asLong();
  }

  private JsonNode inbox(String query) {
    return ann.get("/api/v1/me/inbox" + query).json();
  }

  private List<String> titles(String query) {
    List<String> titles = new ArrayList<>();
    inbox(query).path("notifications").forEach(each -> titles.add(each.path("title").asText()));
    return titles;
  }
}
