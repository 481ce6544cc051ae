package io.belfry.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.SyncReplica;
import io.belfry.server.app.TestServer;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A thousand likes of one post come over eight connections at once.
final class LikesTest {
  private static final int LIKES = 1_000;
  private static final int CONNECTIONS = 8;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path data;

  @Test
  void a_thousand_likes_are_one_card() throws InterruptedException {
    try (TestServer server = TestServer.start(data);
        SyncReplica phone = new SyncReplica(HTTP, server.uri(""), "ann").connect();
        SyncReplica laptop = new SyncReplica(HTTP, server.uri(""), "ann").connect()) {
      like(server);

      Awaitility.await().until(() -> phone.seq() == LIKES && laptop.seq() == LIKES);
      assertThat(phone.notifications()).hasSize(1).isEqualTo(laptop.notifications());
      assertThat(phone.unread()).isOne();
      assertThat(laptop.unread()).isOne();
      assertThat(phone.alerts()).hasSize(1).isEqualTo(laptop.alerts());

      JsonNode card = phone.notifications().getFirst();
      JsonNode group = card.path("group");
      assertThat(group.path("count").asInt()).isEqualTo(LIKES);
      assertThat(names(group.path("actors"))).hasSize(3);
      assertThat(new TreeSet<>(names(group.path("actors")))).hasSize(3);
      assertThat(group.path("items")).hasSize(20);
      assertThat(card.path("title").asText())
          .isEqualTo(names(group.path("actors")).getFirst() + " and 999 others liked your post");
      try (SyncReplica tablet = new SyncReplica(HTTP, server.uri(""), "ann").connect()) {
        assertThat(tablet.notifications()).isEqualTo(phone.notifications());
      }
    }
  }

  private static void like(TestServer server) throws InterruptedException {
    var next = new AtomicInteger();
    List<Thread> connections = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      connections.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try (ApiClient backend = ApiClient.backend(server)) {
                      for (int n = next.getAndIncrement(); n < LIKES; n = next.getAndIncrement()) {
                        backend.post("/api/v1/notifications", like(n));
                      }
                    }
                  }));
    }
    for (Thread connection : connections) {
      connection.join();
    }
  }

  private static Map<String, ?> like(int n) {
    return Map.of(
        "to",
        "ann",
        "type",
        "like",
        "title",
        "User " + n + " liked your post",
        "actor",
        Map.of("id", "user-" + n, "name", "User " + n),
        "group",
        Map.of("key", "post-5", "title", "{{actor}} and {{others}} others liked your post"));
  }

  private static List<String> names(JsonNode actors) {
    List<String> names = new ArrayList<>();
    actors.forEach(actor -> names.add(actor.path("name").asText()));
    return names;
  }
}
