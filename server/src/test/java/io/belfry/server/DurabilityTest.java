package io.belfry.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.ServerJvm;
import io.belfry.server.app.SyncReplica;
import io.belfry.server.app.TestServer;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` in the middle of many sends: what was answered 201 is there, once, and every replica
/// comes to equal its inbox.
///
/// The size is `belfry.durability.sends` (1,500 by default): the whole is `mvn test -pl server
/// -Dtest=DurabilityTest -Dbelfry.durability.sends=10000`.
final class DurabilityTest {
  private static final int SENDS = Integer.getInteger("belfry.durability.sends", 1_500);
  private static final int CONNECTIONS = 8;
  private static final int USERS = 20;
  private static final int KILLS = 2;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path data;

  @Test
  void what_was_acknowledged_survives_a_killed_server_exactly_once() throws Exception {
    var environment = Map.of("BELFRY_RETENTION_COUNT", "100000", "BELFRY_SOCKET_WINDOW", "1000");
    try (ServerJvm server = new ServerJvm(data, environment);
        ApiClient backend = new ApiClient(server.uri("").toString(), TestServer.API_KEY)) {
      List<SyncReplica> replicas =
          IntStream.range(0, USERS)
              .mapToObj(user -> new SyncReplica(HTTP, server.uri(""), name(user)).connect())
              .toList();
      Load load = new Load(server);
      load.start();
      for (int kill = 1; kill <= KILLS; kill++) {
        int due = SENDS * kill / (KILLS + 1);
        Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> load.attempts.get() >= due);
        server.killAndRestart();
        replicas.forEach(SyncReplica::disconnect);
        replicas.forEach(SyncReplica::connect);
      }
      load.join();

      Set<String> stored = ConcurrentHashMap.newKeySet();
      for (int user = 0; user < USERS; user++) {
        List<JsonNode> inbox = inbox(backend, user);
        inbox.forEach(each -> assertThat(stored.add(each.path("id").asText())).isTrue());
        JsonNode head = backend.get("/api/v1/users/" + name(user) + "/inbox?limit=1").json();
        assertThat(head.path("unread").asInt()).isEqualTo(inbox.size());
        SyncReplica replica = replicas.get(user);
        Awaitility.await()
            .atMost(Duration.ofSeconds(10))
            .until(() -> replica.seq() == head.path("seq").asLong());
        assertThat(replica.notifications()).isEqualTo(inbox);
        assertThat(replica.unread()).isEqualTo(inbox.size());
      }
      assertThat(load.acknowledged).hasSizeGreaterThan(SENDS / 2);
      assertThat(stored).containsAll(load.acknowledged);
      assertThat(stored.size() - load.acknowledged.size())
          .as("what was stored without an answer was under way when the server was killed")
          .isBetween(0, KILLS * CONNECTIONS);
      replicas.forEach(SyncReplica::close);
    }
  }

  private static List<JsonNode> inbox(ApiClient backend, int user) {
    List<JsonNode> all = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page =
          backend.get("/api/v1/users/" + name(user) + "/inbox?limit=1000" + cursor).json();
      page.path("notifications").forEach(all::add);
      cursor =
          page.path("nextCursor").isNull() ? "" : "&cursor=" + page.path("nextCursor").asText();
    } while (!cursor.isEmpty());
    return all;
  }

  private static String name(int user) {
    return "user-" + user;
  }

  /// Sends over several connections at once; a send that fails is not repeated.
  private static final class Load {
    final AtomicInteger attempts = new AtomicInteger();
    final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private final ServerJvm server;

    Load(ServerJvm server) {
      this.server = server;
    }

    void start() {
      for (int i = 0; i < CONNECTIONS; i++) {
        threads.add(Thread.ofVirtual().start(this::run));
      }
    }

    void join() throws InterruptedException {
      for (Thread thread : threads) {
        thread.join();
      }
    }

    private void run() {
      try (ApiClient backend = new ApiClient(server.uri("").toString(), TestServer.API_KEY)) {
        int attempt;
        while ((attempt = attempts.getAndIncrement()) < SENDS) {
          try {
            acknowledged.add(
                backend.send(name(attempt % USERS), "n" + attempt).path("id").asText());
          } catch (UncheckedIOException down) {
            awaitUp(backend);
          }
        }
      }
    }

    private static void awaitUp(ApiClient backend) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptionsInstanceOf(UncheckedIOException.class)
          .until(() -> backend.get("/health/ready").status() == 200);
    }
  }
}
