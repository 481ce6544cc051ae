package io.belfry.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.SyncReplica;
import io.belfry.server.app.TestServer;
import io.belfry.server.app.TestSocket;
import io.belfry.server.cluster.redis.TcpProxy;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Two nodes on one PostgreSQL and one Redis are one server.
final class NodesTest extends TwoNodes {
  @Test
  void what_is_sent_to_one_node_reaches_the_sockets_of_the_other() {
    try (TestSocket here = TestSocket.classic(HTTP, one, "ann");
        TestSocket there = TestSocket.classic(HTTP, other, "ann")) {
      JsonNode sent = atOne.send("ann", "Hello");

      for (TestSocket each : List.of(here, there)) {
        assertThat(each.take("notification")).isEqualTo(sent);
        assertThat(each.take("notificationCount").asInt()).isEqualTo(1);
      }
    }
  }

  @Test
  void what_one_tab_does_at_one_node_the_other_tab_sees_at_the_other() {
    String id = atOne.send("ann", "Hello").path("id").asText();
    try (SyncReplica here = new SyncReplica(HTTP, one.uri(""), "ann").connect();
        SyncReplica there = new SyncReplica(HTTP, other.uri(""), "ann").connect()) {
      assertThat(there.unread()).isEqualTo(1);

      here.emit("markNotificationRead", id);

      Awaitility.await().until(() -> there.unread() == 0);
      assertThat(there.notifications()).isEqualTo(here.notifications());
    }
  }

  @Test
  void who_is_deleted_at_one_node_is_put_out_of_the_other() {
    atOne.send("ann", "Hello");
    try (SyncReplica there = new SyncReplica(HTTP, other.uri(""), "ann").connect()) {
      assertThat(there.unread()).isEqualTo(1);
      there.emit("setPreferences", Map.of("channels", Map.of("sound", false)));
      Awaitility.await().until(() -> there.preferences().has("channels"));

      assertThat(atOne.delete("/api/v1/users/ann").status()).isEqualTo(204);

      Awaitility.await().until(() -> there.unread() == 0 && there.notifications().isEmpty());
      assertThat(there.preferences()).isEmpty();
      Awaitility.await()
          .until(() -> !atOne.get("/api/v1/users/ann/presence").json().path("online").asBoolean());
      atOne.send("ann", "Anew");
      there.connect();
      Awaitility.await().until(() -> there.unread() == 1);
      assertThat(there.notifications()).hasSize(1);
    }
  }

  @Test
  void both_nodes_send_to_the_same_inbox_and_every_number_is_given_once() {
    try (SyncReplica here = new SyncReplica(HTTP, one.uri(""), "ann").connect();
        SyncReplica there = new SyncReplica(HTTP, other.uri(""), "ann").connect()) {
      Thread beside = Thread.ofVirtual().start(() -> sendMany(atOther));
      sendMany(atOne);
      Awaitility.await().until(() -> !beside.isAlive());

      Awaitility.await().until(() -> here.seq() == 100 && there.seq() == 100);
      assertThat(here.notifications()).hasSize(100).isEqualTo(there.notifications());
      assertThat(here.unread()).isEqualTo(100);
    }
  }

  private static void sendMany(ApiClient backend) {
    for (int i = 0; i < 50; i++) {
      backend.send("ann", "n" + i);
    }
  }

  @Test
  void a_broadcast_reaches_the_sockets_of_all_nodes_once_and_is_recalled_everywhere() {
    atOne.send("ann", "before");
    atOther.send("ben", "before");
    try (SyncReplica here = new SyncReplica(HTTP, one.uri(""), "ann").connect();
        SyncReplica there = new SyncReplica(HTTP, other.uri(""), "ann").connect();
        SyncReplica ben = new SyncReplica(HTTP, other.uri(""), "ben").connect()) {
      String path = broadcast(atOne);

      Awaitility.await()
          .until(() -> here.unread() == 2 && there.unread() == 2 && ben.unread() == 2);
      assertThat(here.seq()).isEqualTo(2);
      assertThat(here.notifications()).isEqualTo(there.notifications());
      assertThat(atOther.get(path).json().path("delivery"))
          .hasToString("{\"made\":2,\"read\":0,\"waiting\":0,\"complete\":true}");

      assertThat(atOther.delete(path).status()).isEqualTo(204);

      Awaitility.await()
          .until(() -> here.unread() == 1 && there.unread() == 1 && ben.unread() == 1);
      assertThat(there.notifications()).hasSize(1);
    }
  }

  @Test
  void a_broadcast_reaches_the_sockets_of_another_node_without_redis_too() {
    atOne.send("ann", "before");
    try (SyncReplica there = new SyncReplica(HTTP, other.uri(""), "ann").connect()) {
      redis.stop();

      broadcast(atOne);

      Awaitility.await().until(() -> there.unread() == 2);
      redis.goOn();
    }
  }

  private static String broadcast(ApiClient backend) {
    Map<String, ?> body = Map.of("to", Map.of("all", true), "title", "news");
    ApiClient.Answer answer = backend.post("/api/v1/notifications", body);
    return "/api/v1/broadcasts/" + answer.json().path("id").asText();
  }

  @Test
  void events_reach_and_count_the_sockets_of_all_nodes() {
    try (TestSocket here = TestSocket.classic(HTTP, one, "ann");
        TestSocket there = TestSocket.classic(HTTP, other, "ann");
        TestSocket ben = TestSocket.classic(HTTP, other, "ben")) {
      assertThat(emit(Map.of("to", "ann", "event", "typing", "data", Map.of("by", "ben"))))
          .isEqualTo(2);
      assertThat(emit(Map.of("to", List.of("ann", "ben"), "event", "many", "data", Map.of())))
          .isEqualTo(3);
      assertThat(emit(Map.of("to", Map.of("all", true), "event", "all", "data", Map.of())))
          .isEqualTo(3);
      assertThat(atOne.post("/message/knock/ben", Map.of("door", 1)).json().path("delivered"))
          .hasToString("1");
      assertThat(atOne.post("/message/knock/nobody", Map.of()).status()).isEqualTo(404);

      for (TestSocket each : List.of(here, there)) {
        assertThat(each.take("typing").path("by").asText()).isEqualTo("ben");
        each.take("many");
        each.take("all");
      }
      assertThat(ben.take("knock").path("door").asInt()).isEqualTo(1);
    }
  }

  private int emit(Map<String, ?> event) {
    return atOne.post("/api/v1/events", event).json().path("delivered").asInt();
  }

  @Test
  void presence_is_that_of_all_nodes_and_ends_with_one() {
    assertThat(presence(atOne, "ann").path("online").asBoolean()).isFalse();
    assertThat(presence(atOne, "ann").has("lastSeenAt")).isFalse();
    Map<String, ?> phone = Map.of("token", TestServer.token("ann"), "device", "phone");
    try (TestSocket here = TestSocket.open(HTTP, one, phone);
        TestSocket there = TestSocket.open(HTTP, other, phone);
        TestSocket plain = TestSocket.classic(HTTP, other, "ann")) {
      here.take("notificationCount");
      there.take("notificationCount");
      for (ApiClient each : List.of(atOne, atOther)) {
        JsonNode ann = presence(each, "ann");
        assertThat(ann.path("online").asBoolean()).isTrue();
        assertThat(ann.path("sockets").asInt()).isEqualTo(3);
        assertThat(ann.path("complete").asBoolean()).isTrue();
        assertThat(ann.path("devices"))
            .extracting(device -> device.path("name").asText())
            .hasSize(2)
            .contains("phone");
      }
      other.close();
      Awaitility.await().until(() -> presence(atOne, "ann").path("sockets").asInt() == 1);
    }
    Awaitility.await().until(() -> presence(atOne, "ann").has("lastSeenAt"));
    assertThat(presence(atOne, "ann").path("online").asBoolean()).isFalse();
  }

  private static JsonNode presence(ApiClient backend, String user) {
    return backend.get("/api/v1/users/" + user + "/presence").json();
  }

  @Test
  void without_redis_sockets_are_told_from_the_store() {
    try (SyncReplica there = new SyncReplica(HTTP, other.uri(""), "ann").connect()) {
      redis.kill();
      atOne.send("ann", "during");

      Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> there.unread() == 1);
      assertThat(presence(atOne, "ann").path("complete").asBoolean()).isFalse();
      assertThat(presence(atOther, "ann").path("sockets").asInt()).isEqualTo(1);

      redis.restart();
      awaitNeighbours();
      atOne.send("ann", "after");
      Awaitility.await().until(() -> there.unread() == 2);
    }
  }

  @Test
  void what_one_node_does_while_it_alone_is_without_redis_the_others_find_when_it_is_back() {
    int port = URI.create(redis.url()).getPort();
    try (TcpProxy way = new TcpProxy(port);
        SyncReplica there = new SyncReplica(HTTP, other.uri(""), "ann").connect()) {
      Map<String, String> own = new HashMap<>(settings);
      own.put("redis.url", "redis://127.0.0.1:" + way.port());
      try (TestServer third = TestServer.start(folder, own);
          ApiClient atThird = ApiClient.backend(third)) {
        awaitConnected(atThird, 1);
        // Twice, for a node that has just begun has the others look in any case.
        for (int round = 1; round <= 2; round++) {
          way.cut();
          awaitConnected(atThird, 0);
          atThird.send("ann", "during");
          way.restore();

          int unread = round;
          Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> there.unread() == unread);
        }
      }
    }
  }

  @Test
  void the_same_key_at_both_nodes_sends_once() throws Exception {
    Map<String, String> body = Map.of("to", "ann", "title", "Once");
    for (int i = 0; i < 20; i++) {
      String key = "key-" + i;
      ApiClient.Answer[] answers = new ApiClient.Answer[2];
      Thread beside =
          Thread.ofVirtual()
              .start(
                  () ->
                      answers[1] =
                          atOther.post("/api/v1/notifications", body, "Idempotency-Key", key));
      answers[0] = atOne.post("/api/v1/notifications", body, "Idempotency-Key", key);
      beside.join();

      assertThat(answers).extracting(ApiClient.Answer::status).containsOnly(201);
      assertThat(answers[0].json()).isEqualTo(answers[1].json());
    }
    JsonNode inbox = atOne.get("/api/v1/users/ann/inbox").json();
    assertThat(inbox.path("notifications")).hasSize(20);
  }
}
