package io.belfry.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.TestServer;
import io.belfry.server.app.TestSocket;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What each dialect hears, as docs/protocol.md says.
final class DialectsTest {
  private static HttpClient http;
  private static TestServer server;
  private static ApiClient backend;

  @BeforeAll
  static void start(@TempDir Path data) {
    http = HttpClient.newHttpClient();
    server = TestServer.start(data);
    backend = ApiClient.backend(server);
  }

  @AfterAll
  static void stop() {
    backend.close();
    server.close();
    http.shutdownNow();
  }

  @Test
  void classic_begins_with_what_is_unread_newest_first() {
    String read = backend.send("ann", "Read").path("id").asText();
    backend.send("ann", "Older");
    backend.send("ann", "Newer");
    try (TestSocket first = TestSocket.classic(http, server, "ann")) {
      first.ask("markNotificationRead", read);
    }

    try (TestSocket ann = TestSocket.open(http, server, token("ann"))) {
      assertThat(titles(ann.take("notificationHistory"))).containsExactly("Newer", "Older");
      assertThat(ann.take("notificationCount").asInt()).isEqualTo(2);
      assertThat(ann.heard()).isEmpty();
    }
  }

  @Test
  void classic_hears_of_everything_that_happens_in_another_tab() {
    try (TestSocket acting = TestSocket.classic(http, server, "ben");
        TestSocket ben = TestSocket.classic(http, server, "ben")) {
      JsonNode sent = backend.send("ben", "One");
      String id = sent.path("id").asText();
      assertThat(next(ben, 2)).containsExactly("notification", "notificationCount");
      assertThat(ben.take("notification")).isEqualTo(sent);
      assertThat(ben.take("notificationCount").asInt()).isEqualTo(1);

      acting.ask("markNotificationRead", id);
      JsonNode updated = ben.take("notificationUpdated");
      assertThat(updated.path("read").asBoolean()).isTrue();
      assertThat(updated.path("seen").asBoolean()).isTrue();
      assertThat(ben.take("notificationCount").asInt()).isZero();

      acting.ask("markNotificationUnread", id);
      assertThat(ben.take("notificationUpdated").path("read").asBoolean(true)).isFalse();
      assertThat(ben.take("notificationCount").asInt()).isEqualTo(1);

      acting.ask("archiveNotification", id);
      assertThat(ben.take("notificationUpdated").path("archived").asBoolean()).isTrue();
      assertThat(ben.take("notificationCount").asInt(-1)).isZero();
      acting.ask("archiveNotification", id, false);
      assertThat(ben.take("notificationUpdated").has("archived")).isFalse();
      assertThat(ben.take("notificationCount").asInt()).isEqualTo(1);

      acting.ask("deleteNotification", id);
      assertThat(ben.take("notificationDeleted").asText()).isEqualTo(id);
      assertThat(ben.take("notificationCount").asInt(-1)).isZero();
      assertThat(ben.heard()).isEmpty();
    }
  }

  @Test
  void classic_hears_mark_all_as_a_count_and_one_event() {
    backend.send("carl", "One");
    backend.send("carl", "Two");
    try (TestSocket acting = TestSocket.classic(http, server, "carl");
        TestSocket carl = TestSocket.classic(http, server, "carl")) {
      JsonNode ack = acting.ask("markAllRead");

      assertThat(ack.path("ok").asBoolean()).isTrue();
      assertThat(ack.path("unread").asInt(-1)).isZero();
      assertThat(next(carl, 2)).containsExactly("notificationCount", "allNotificationsRead");
      assertThat(carl.take("notificationCount").asInt(-1)).isZero();
    }
  }

  @Test
  void mark_all_is_answered_also_when_nothing_was_unread() {
    try (TestSocket dora = TestSocket.classic(http, server, "dora")) {
      dora.emit("markAllRead");

      assertThat(dora.take("notificationCount").asInt(-1)).isZero();
      dora.take("allNotificationsRead");
    }
  }

  @Test
  void live_is_answered_once_and_then_hears_new_ones_alone() {
    backend.send("emil", "Before");
    for (String greeting : List.of("init", "auth")) {
      try (TestSocket emil = TestSocket.open(http, server, Map.of())) {
        emil.emit(greeting, TestServer.token("emil"));
        assertThat(titles(emil.take(greeting + "Response").path("userNotifications")))
            .containsExactly("Before");

        String id = backend.send("emil", "Live").path("id").asText();
        emil.ask("markNotificationRead", id);
        emil.ask("deleteNotification", id);
        backend.post("/api/v1/events", Map.of("to", "emil", "event", "marker", "data", 1));

        assertThat(next(emil, 2)).containsExactly("liveNotifications", "marker");
        assertThat(emil.take("liveNotifications").path("title").asText()).isEqualTo("Live");
      }
    }
  }

  @Test
  void sync_begins_with_a_snapshot_and_goes_on_with_changes() {
    String old = backend.send("fred", "Old").path("id").asText();
    Map<String, Object> auth = new HashMap<>(token("fred"));
    auth.put("since", null);
    try (TestSocket fred = TestSocket.open(http, server, auth)) {
      JsonNode snapshot = fred.take("inbox");
      assertThat(snapshot.path("reset").asBoolean()).isTrue();
      assertThat(snapshot.path("seq").asLong()).isEqualTo(1);
      assertThat(titles(snapshot.path("upserts"))).containsExactly("Old");
      assertThat(snapshot.path("alerts")).isEmpty();
      assertThat(snapshot.path("more").asBoolean(true)).isFalse();

      String id =
          backend
              .post(
                  "/api/v1/notifications",
                  Map.of("to", "fred", "title", "Loud", "priority", "urgent"))
              .json()
              .path("id")
              .asText();
      JsonNode live = fred.take("inbox");
      assertThat(live.path("reset").asBoolean(true)).isFalse();
      assertThat(live.path("seq").asLong()).isEqualTo(2);
      assertThat(live.path("unread").asInt()).isEqualTo(2);
      assertThat(live.path("alerts").path(0).path("id").asText()).isEqualTo(id);
      assertThat(live.path("alerts").path(0).path("toast").asBoolean()).isTrue();
      assertThat(live.path("alerts").path(0).path("sound").asBoolean()).isTrue();

      fred.ask("deleteNotification", old);
      assertThat(fred.take("inbox").path("removed").path(0).asText()).isEqualTo(old);
      assertThat(fred.heard()).isEmpty();
    }
  }

  @Test
  void sync_comes_back_with_a_delta_or_a_snapshot_of_another_epoch() {
    backend.send("gina", "One");
    JsonNode inbox = backend.get("/api/v1/users/gina/inbox").json();
    backend.send("gina", "Two");

    assertThat(first("gina", inbox.path("epoch").asText(), 1).path("reset").asBoolean(true))
        .isFalse();
    assertThat(titles(first("gina", inbox.path("epoch").asText(), 1).path("upserts")))
        .containsExactly("Two");
    assertThat(first("gina", inbox.path("epoch").asText(), 2).path("upserts")).isEmpty();
    assertThat(first("gina", "another", 1).path("reset").asBoolean()).isTrue();
    assertThat(first("gina", inbox.path("epoch").asText(), 3).path("reset").asBoolean()).isTrue();
  }

  @Test
  void low_priority_makes_no_toast_and_normal_no_sound() {
    Map<String, Object> auth = new HashMap<>(token("hugo"));
    auth.put("since", null);
    try (TestSocket hugo = TestSocket.open(http, server, auth)) {
      hugo.take("inbox");
      Map.of(
              "low",
              List.of(false, false),
              "normal",
              List.of(true, false),
              "high",
              List.of(true, true))
          .forEach(
              (priority, expected) -> {
                backend.post(
                    "/api/v1/notifications",
                    Map.of("to", "hugo", "title", "x", "priority", priority));
                JsonNode alert = hugo.take("inbox").path("alerts").path(0);
                assertThat(
                        List.of(alert.path("toast").asBoolean(), alert.path("sound").asBoolean()))
                    .as(priority)
                    .isEqualTo(expected);
              });
    }
  }

  @Test
  void transient_events_reach_every_dialect() {
    Map<String, Object> since = new HashMap<>(token("ida"));
    since.put("since", null);
    try (TestSocket classic = TestSocket.classic(http, server, "ida");
        TestSocket sync = TestSocket.open(http, server, since);
        TestSocket live = TestSocket.open(http, server, Map.of())) {
      sync.take("inbox");
      live.emit("init", TestServer.token("ida"));
      live.take("initResponse");

      backend.post("/message/incoming%20data/ida", Map.of("result", 42));

      for (TestSocket each : List.of(classic, sync, live)) {
        assertThat(each.take("incoming data").path("result").asInt()).isEqualTo(42);
      }
    }
  }

  @Test
  void a_batch_is_heard_in_its_order_by_every_dialect() {
    try (TestSocket classic = TestSocket.classic(http, server, "jana");
        TestSocket live = TestSocket.open(http, server, Map.of())) {
      live.emit("auth", TestServer.token("jana"));
      live.take("authResponse");
      var batch = Collections.nCopies(20, Map.of("to", "jana", "title", "x"));
      backend.post("/api/v1/notifications/batch", Map.of("notifications", batch));

      for (int seq = 1; seq <= 20; seq++) {
        assertThat(classic.take("notification").path("seq").asInt()).isEqualTo(seq);
        assertThat(live.take("liveNotifications").path("seq").asInt()).isEqualTo(seq);
      }
    }
  }

  private static JsonNode first(String user, String epoch, long seq) {
    Map<String, Object> auth = new HashMap<>(token(user));
    auth.put("since", Map.of("epoch", epoch, "seq", seq));
    try (TestSocket socket = TestSocket.open(http, server, auth)) {
      return socket.take("inbox");
    }
  }

  private static List<String> next(TestSocket socket, int count) {
    return Awaitility.await().until(socket::heard, heard -> heard.size() >= count);
  }

  private static Map<String, String> token(String user) {
    return Map.of("token", TestServer.token(user));
  }

  private static List<String> titles(JsonNode notifications) {
    return notifications.findValuesAsText("title");
  }
}
