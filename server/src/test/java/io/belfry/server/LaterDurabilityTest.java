package io.belfry.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.ServerJvm;
import io.belfry.server.app.TestServer;
import io.belfry.server.jdbc.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` while what was scheduled is being sent: all that was acknowledged is sent, once.
final class LaterDurabilityTest {
  private static final int SENDS = 600;
  private static final int USERS = 40;

  @TempDir Path data;

  @Test
  void what_was_scheduled_is_sent_once_however_often_the_server_is_killed() throws Exception {
    try (ServerJvm server = new ServerJvm(data, Map.of("BELFRY_RETENTION_COUNT", "100000"));
        ApiClient backend = client(server)) {
      schedule(backend);
      server.killAndRestart();
      awaitSent(backend, 1);
      server.killAndRestart();
      awaitSent(backend, SENDS / 2);
      server.killAndRestart();

      awaitSent(backend, SENDS + 1);
      verify(backend);
    }
  }

  @Test
  void two_nodes_one_of_which_is_killed_send_it_once() throws Exception {
    Map<String, String> shared =
        Map.of(
            "BELFRY_RETENTION_COUNT", "100000", "BELFRY_DATABASE_URL", TestPostgres.newDatabase());
    try (ServerJvm one = new ServerJvm(data, shared);
        ServerJvm other = new ServerJvm(data, shared);
        ApiClient backend = client(other)) {
      schedule(backend);
      awaitSent(backend, 1);
      one.killAndRestart();

      awaitSent(backend, SENDS + 1);
      verify(backend);
    }
  }

  private static ApiClient client(ServerJvm server) {
    return new ApiClient(server.uri("").toString(), TestServer.API_KEY);
  }

  /// Has so many sends to each in turn, and one broadcast, wait for the same moment.
  private static void schedule(ApiClient backend) {
    String due = Instant.now().plusSeconds(3).toString();
    List<Map<String, ?>> all = new ArrayList<>();
    for (int i = 0; i < SENDS; i++) {
      all.add(Map.of("to", "user-" + i % USERS, "title", "n" + i, "sendAt", due));
    }
    JsonNode results =
        backend.post("/api/v1/notifications/batch", Map.of("notifications", all)).json();
    assertThat(results.path("results"))
        .hasSize(SENDS)
        .allMatch(each -> each.path("status").asInt() == 202);
    Map<String, ?> toAll = Map.of("to", Map.of("all", true), "title", "all", "sendAt", due);
    assertThat(backend.post("/api/v1/notifications", toAll).status()).isEqualTo(202);
  }

  private static void verify(ApiClient backend) {
    for (int user = 0; user < USERS; user++) {
      int own = user;
      List<String> titles = titles(backend, user);
      titles.removeIf("all"::equals);
      assertThat(titles)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, SENDS)
                  .filter(i -> i % USERS == own)
                  .mapToObj(i -> "n" + i)
                  .toList());
    }
    assertThat(backend.get("/api/v1/broadcasts").json().path("broadcasts")).hasSize(1);
  }

  /// Waits until so many are not waiting any more.
  private static void awaitSent(ApiClient backend, int count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                backend.get("/api/v1/scheduled?limit=1000").json().path("scheduled").size()
                    <= SENDS + 1 - count);
  }

  private static List<String> titles(ApiClient backend, int user) {
    List<String> titles = new ArrayList<>();
    backend
        .get("/api/v1/users/user-" + user + "/inbox?limit=1000")
        .json()
        .path("notifications")
        .forEach(each -> titles.add(each.path("title").asText()));
    return titles;
  }
}
