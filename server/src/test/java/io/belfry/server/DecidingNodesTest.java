package io.belfry.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.SyncReplica;
import io.belfry.server.app.TestServer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is sent to topics and to all obeys what each recipient chose, on two nodes over one
/// PostgreSQL and one Redis.
@SuppressWarnings("NullAway.Init") // Connected before each test.
final class DecidingNodesTest extends TwoNodes {
  private static final Map<String, Object> TO_TOPIC = Map.of("topic", "news");
  private static final Map<String, Object> TO_ALL = Map.of("all", true);

  private SyncReplica quiet;
  private SyncReplica paused;
  private SyncReplica off;
  private SyncReplica plain;
  private SyncReplica plainToo;

  @BeforeEach
  void connect() {
    quiet = connect(other, "quiet");
    paused = connect(other, "paused");
    off = connect(other, "off");
    plain = connect(other, "plain");
    plainToo = connect(one, "plain");
    List<String> users = List.of("quiet", "paused", "off", "plain");
    assertThat(atOne.post("/api/v1/topics/news/subscribe", Map.of("users", users)).status())
        .isEqualTo(200);
    choose("quiet", Map.of("types", Map.of("post", Map.of("toast", false))));
    choose("off", Map.of("types", Map.of("post", Map.of("inApp", false))));
    choose("paused", Map.of("doNotDisturbUntil", Instant.now().plusSeconds(3_600).toString()));
  }

  @AfterEach
  void disconnect() {
    List.of(quiet, paused, off, plain, plainToo).forEach(SyncReplica::close);
  }

  @Test
  void a_broadcast_is_as_loud_for_each_as_they_chose() {
    for (Map<String, Object> to : List.of(TO_TOPIC, TO_ALL)) {
      int before = plain.unread();
      send(atOne, Map.of("to", to, "type", "post", "title", "x"));

      for (SyncReplica each : List.of(quiet, paused, plain, plainToo)) {
        Awaitility.await().until(() -> each.unread() == before + 1);
      }
      assertThat(toast(plain)).isTrue();
      assertThat(toast(plainToo)).isTrue();
      assertThat(toast(quiet)).isFalse();
      assertThat(toast(paused)).isFalse();
      assertThat(off.notifications()).isEmpty();
    }
    send(atOther, Map.of("to", TO_ALL, "type", "alarm", "title", "!", "priority", "urgent"));

    for (SyncReplica each : List.of(quiet, paused, plain, plainToo)) {
      Awaitility.await().until(() -> each.unread() == 3);
      assertThat(toast(each)).isTrue();
    }
    Awaitility.await().until(() -> off.unread() == 1);
    choose("paused", Collections.singletonMap("doNotDisturbUntil", null));
    Awaitility.await().until(() -> paused.recaps().equals(List.of(2)));
  }

  @Test
  void broadcasts_of_a_group_are_one_card_wherever_they_are_sent() {
    for (int i = 1; i <= 10; i++) {
      Map<String, ?> group = Map.of("key", "posts", "title", "{{count}} posts");
      Map<String, Object> to = i % 2 == 0 ? TO_TOPIC : TO_ALL;
      Map<String, ?> body = Map.of("to", to, "type", "post", "title", "n" + i, "group", group);
      send(i % 3 == 0 ? atOne : atOther, body);
      int count = i;
      Awaitility.await().until(() -> plain.unread() == 1 && count(plain) == count);
    }

    Awaitility.await().until(() -> count(quiet) == 10 && count(paused) == 10);
    Awaitility.await().until(() -> plainToo.notifications().equals(plain.notifications()));
    assertThat(plain.notifications()).hasSize(1);
    assertThat(plain.alerts()).hasSize(1).isEqualTo(plainToo.alerts());
    assertThat(toast(plain)).isTrue();
    assertThat(toast(quiet)).isFalse();
    assertThat(quiet.unread()).isOne();
    Map<String, ?> urgent =
        Map.of("to", TO_ALL, "title", "!", "priority", "urgent", "group", Map.of("key", "posts"));
    send(atOther, urgent);
    Awaitility.await().until(() -> plain.alerts().size() == 2 && plainToo.alerts().size() == 2);
    assertThat(plain.notifications()).hasSize(1);
    atOther.send("off", "last");
    Awaitility.await().until(() -> off.unread() == 2);
    assertThat(count(off)).as("the last").isZero();
  }

  private static int count(SyncReplica replica) {
    return replica.notifications().stream()
        .mapToInt(each -> each.path("group").path("count").asInt())
        .findFirst()
        .orElse(0);
  }

  private static SyncReplica connect(TestServer node, String user) {
    return new SyncReplica(HTTP, node.uri(""), user).connect();
  }

  private void choose(String user, Map<String, ?> preferences) {
    assertThat(atOne.patch("/api/v1/users/" + user + "/preferences", preferences).status())
        .isEqualTo(200);
  }

  private static void send(ApiClient backend, Map<String, ?> body) {
    assertThat(backend.post("/api/v1/notifications", body).status()).isEqualTo(202);
  }

  /// Whether the newest notification was to show a toast.
  private static boolean toast(SyncReplica replica) {
    String id = replica.notifications().getFirst().path("id").asText();
    JsonNode alert =
        replica.alerts().stream()
            .filter(each -> each.path("id").asText().equals(id))
            .findFirst()
            .orElseThrow();
    return alert.path("toast").asBoolean();
  }
}
