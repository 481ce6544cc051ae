package io.belfry.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.jdbc.TestPostgres;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two processes over one database, of which one is told to end.
final class RollingRestartTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int USERS = 20;
  private static final int SENDERS = 4;
  private static final Executor THREADS = Thread::startVirtualThread;

  @TempDir Path data;
  private final String database = TestPostgres.newDatabase();

  @Test
  void a_node_that_drains_loses_nothing_and_sends_its_clients_to_the_other() {
    try (ServerJvm leaving = node("2s");
        ServerJvm staying = node("2s");
        ApiClient old = backend(leaving);
        ApiClient other = backend(staying)) {
      List<SyncReplica> replicas =
          IntStream.range(0, USERS)
              .mapToObj(user -> new SyncReplica(HTTP, leaving.uri(""), name(user)).connect())
              .toList();
      Senders senders = new Senders(leaving, staying);
      List<CompletableFuture<Void>> moves =
          replicas.stream()
              .map(
                  replica ->
                      CompletableFuture.runAsync(
                          () -> {
                            replica.awaitClosed();
                            replica.connect(staying.uri(""));
                          },
                          THREADS))
              .toList();

      leaving.terminate();
      awaitNotReady(old);
      assertThat(old.get("/metrics").text()).contains("belfry_draining 1.0");
      assertThat(old.get("/health/live").status()).isEqualTo(200);
      assertThat(other.get("/health/ready").status()).isEqualTo(200);
      old.send(name(0), "until the notice is over, it serves");
      new SyncReplica(HTTP, leaving.uri(""), name(0)).connect().close();

      moves.forEach(CompletableFuture::join);
      assertThat(leaving.awaitExit()).isZero();
      senders.stop();
      assertThat(senders.acknowledged).hasSizeGreaterThan(SENDERS);
      Set<String> stored = ConcurrentHashMap.newKeySet();
      for (int user = 0; user < USERS; user++) {
        other.send(name(user), "the last");
        JsonNode inbox = other.get("/api/v1/users/" + name(user) + "/inbox?limit=1000").json();
        List<JsonNode> all = new ArrayList<>();
        inbox.path("notifications").forEach(all::add);
        all.forEach(each -> assertThat(stored.add(each.path("id").asText())).isTrue());
        SyncReplica replica = replicas.get(user);
        Awaitility.await().until(() -> replica.seq() == inbox.path("seq").asLong());
        assertThat(replica.notifications()).isEqualTo(all);
        replica.close();
      }
      assertThat(stored).containsAll(senders.acknowledged);
    }
  }

  @Test
  void a_second_signal_ends_it_at_once() {
    try (ServerJvm node = node("1h");
        ApiClient backend = backend(node)) {
      node.terminate();
      awaitNotReady(backend);
      assertThat(node.isAlive()).isTrue();

      node.terminate();
      assertThat(node.awaitExit()).as("128 + SIGTERM").isEqualTo(143);
    }
  }

  private ServerJvm node(String notice) {
    Map<String, String> environment = new HashMap<>();
    environment.put("BELFRY_DATABASE_URL", database);
    environment.put("BELFRY_STOP_NOTICE", notice);
    environment.put("BELFRY_STOP_SPREAD", "1s");
    environment.put("BELFRY_RETENTION_COUNT", "1000");
    environment.put("BELFRY_SOCKET_WINDOW", "1000");
    return new ServerJvm(data, environment);
  }

  private static ApiClient backend(ServerJvm node) {
    return new ApiClient(node.uri("").toString(), TestServer.API_KEY);
  }

  private static void awaitNotReady(ApiClient backend) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> backend.get("/health/ready").status() == 503);
  }

  private static String name(int user) {
    return "user-" + user;
  }

  /// Who sends without a break: to the one node, and once that is gone, to the other.
  private static final class Senders {
    private static final Duration PACE = Duration.ofMillis(20);
    final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final List<CompletableFuture<Void>> senders = new ArrayList<>();
    private volatile boolean stopped;

    Senders(ServerJvm first, ServerJvm second) {
      for (int sender = 0; sender < SENDERS; sender++) {
        int from = sender;
        senders.add(CompletableFuture.runAsync(() -> run(first, second, from), THREADS));
      }
      Awaitility.await().until(() -> acknowledged.size() > SENDERS);
    }

    void stop() {
      stopped = true;
      senders.forEach(CompletableFuture::join);
    }

    private void run(ServerJvm first, ServerJvm second, int from) {
      try (ApiClient one = backend(first);
          ApiClient other = backend(second)) {
        ApiClient target = one;
        for (int i = from; !stopped && i < 800 * SENDERS; i += SENDERS) {
          try {
            acknowledged.add(target.send(name(i % USERS), "n" + i).path("id").asText());
          } catch (UncheckedIOException gone) {
            target = other;
          }
          LockSupport.parkNanos(PACE.toNanos());
        }
      }
    }
  }
}
