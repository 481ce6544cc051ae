package io.belfry.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.RoamingReplica;
import io.belfry.server.app.ServerJvm;
import io.belfry.server.app.TestServer;
import io.belfry.server.cluster.redis.RedisProcess;
import io.belfry.server.jdbc.PostgresProcess;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Three nodes, each a process, on a real PostgreSQL and a real Redis, all of which fail while
/// backends send: nothing acknowledged is missing, nothing is there twice, and every client ends
/// with what its inbox holds.
///
/// A tenth of its size by default; `./check survival` runs the whole.
final class SurvivalTest {
  private static final int SENDS = Integer.getInteger("belfry.survival.sends", 2_000);
  private static final int USERS = Integer.getInteger("belfry.survival.users", 30);
  private static final int SOCKETS = Integer.getInteger("belfry.survival.sockets", 100);
  private static final int NODES = 3;

  /// Of so many sends one is a broadcast to all, once every user has an inbox.
  private static final int BROADCAST_EVERY = 200;

  /// Of so many sends one is for later, every other broadcast among them.
  private static final int SCHEDULE_EVERY = 16;

  private static final Duration AHEAD = Duration.ofSeconds(5);

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration LASTS =
      Duration.ofSeconds(Integer.getInteger("belfry.survival.seconds", 30));
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final List<ServerJvm> nodes = new ArrayList<>();
  private final List<RoamingReplica> replicas = new ArrayList<>();
  private final AtomicInteger begun = new AtomicInteger();
  private final Map<Integer, String> acknowledged = new ConcurrentHashMap<>();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

  @Test
  @Timeout(value = 6, unit = TimeUnit.MINUTES)
  void whatever_fails_nothing_is_lost_or_doubled() throws Exception {
    try (var postgres = new PostgresProcess(folder);
        RedisProcess redis = RedisProcess.redis6()) {
      start(Map.of("BELFRY_DATABASE_URL", postgres.url(), "BELFRY_REDIS_URL", redis.url()));
      connect();
      CountDownLatch sent = new CountDownLatch(SENDS);
      ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
      Future<?> sending = send(pace, sent);

      awaitShare(0.10);
      nodes.get(0).killAndRestart();
      awaitShare(0.30);
      redis.stop();
      awaitShare(0.30 + 5.0 / LASTS.toSeconds());
      redis.goOn();
      redis.restart();
      awaitShare(0.55);
      nodes.get(1).killAndRestart();
      awaitShare(0.75);
      postgres.restart();

      assertThat(sent.await(4, TimeUnit.MINUTES)).as("every send was acknowledged").isTrue();
      assertThat(failures).isEmpty();
      sending.cancel(false);
      pace.shutdown();
      verify();
    } finally {
      replicas.forEach(RoamingReplica::close);
      nodes.forEach(ServerJvm::close);
    }
  }

  private void start(Map<String, String> cluster) {
    Map<String, String> environment = new HashMap<>(cluster);
    environment.put("BELFRY_RETENTION_COUNT", "100000");
    environment.put("BELFRY_SOCKET_WINDOW", "1000");
    environment.put("BELFRY_LANE_COUNT", "2");
    for (int i = 0; i < NODES; i++) {
      nodes.add(new ServerJvm(folder, environment));
    }
  }

  private void connect() {
    List<URI> uris = nodes.stream().map(node -> node.uri("")).toList();
    for (int i = 0; i < SOCKETS; i++) {
      replicas.add(new RoamingReplica(HTTP, uris, i, name(i % USERS)));
    }
    replicas.forEach(RoamingReplica::awaitConnected);
  }

  /// Begins as many sends a second as make [#LASTS]; each is repeated under its key until it is
  /// acknowledged, which counts `sent` down.
  private Future<?> send(ScheduledExecutorService pace, CountDownLatch sent) {
    ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    List<ApiClient> backends =
        nodes.stream()
            .map(node -> new ApiClient(node.uri("").toString(), TestServer.API_KEY))
            .toList();
    return pace.scheduleAtFixedRate(
        () -> {
          int number = begun.getAndIncrement();
          if (number < SENDS) {
            senders.execute(new Send(number, backends, pace, senders, sent));
          }
        },
        0,
        LASTS.toNanos() / SENDS,
        TimeUnit.NANOSECONDS);
  }

  /// One send, until it is acknowledged.
  private final class Send implements Runnable {
    private final int number;
    private final Map<String, ?> body;
    private final List<ApiClient> backends;
    private final ScheduledExecutorService pace;
    private final Executor senders;
    private final CountDownLatch sent;
    private int attempts;

    Send(
        int number,
        List<ApiClient> backends,
        ScheduledExecutorService pace,
        Executor senders,
        CountDownLatch sent) {
      this.number = number;
      this.body = body(number);
      this.backends = backends;
      this.pace = pace;
      this.senders = senders;
      this.sent = sent;
    }

    @Override
    public void run() {
      try {
        if (isAcknowledged(backends.get((number + attempts++) % NODES), number, body)) {
          sent.countDown();
        } else {
          var unused = pace.schedule(() -> senders.execute(this), 300, TimeUnit.MILLISECONDS);
        }
      } catch (RuntimeException | Error failure) {
        failures.add(failure);
        sent.countDown();
      }
    }
  }

  private static Map<String, ?> body(int number) {
    Object to = isBroadcast(number) ? Map.of("all", true) : name(number % USERS);
    String title = "n" + number;
    return isScheduled(number)
        ? Map.of("to", to, "title", title, "sendAt", Instant.now().plus(AHEAD).toString())
        : Map.of("to", to, "title", title);
  }

  private boolean isAcknowledged(ApiClient backend, int number, Map<String, ?> body) {
    try {
      ApiClient.Answer answer =
          backend.post("/api/v1/notifications", body, "Idempotency-Key", "key-" + number);
      if (answer.status() == (isBroadcast(number) || isScheduled(number) ? 202 : 201)) {
        acknowledged.put(number, answer.json().path("id").asText());
        return true;
      }
      assertThat(answer.status()).as(answer.toString()).isIn(409, 503);
      assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
    } catch (UncheckedIOException nodeIsDown) {
      // The next attempt is at another one.
    }
    return false;
  }

  private static boolean isBroadcast(int number) {
    return number >= 2 * USERS && number % BROADCAST_EVERY == BROADCAST_EVERY - 1;
  }

  private static boolean isScheduled(int number) {
    return number % SCHEDULE_EVERY == SCHEDULE_EVERY - 1;
  }

  private void awaitShare(double share) {
    Awaitility.await().atMost(PATIENCE).until(() -> begun.get() >= share * SENDS);
  }

  private void verify() {
    Map<String, List<JsonNode>> inboxes = new HashMap<>();
    try (var backend = new ApiClient(nodes.get(2).uri("").toString(), TestServer.API_KEY)) {
      Awaitility.await("nothing is scheduled any more")
          .atMost(PATIENCE)
          .until(() -> backend.get("/api/v1/scheduled").json().path("scheduled").isEmpty());
      acknowledged.replaceAll((number, id) -> isScheduled(number) ? became(backend, id) : id);
      for (int user = 0; user < USERS; user++) {
        inboxes.put(name(user), inbox(backend, name(user)));
      }
      for (int user = 0; user < USERS; user++) {
        int own = user;
        assertThat(inboxes.get(name(user)))
            .as("each send and each broadcast is there, once")
            .extracting(each -> each.path("title").asText())
            .containsExactlyInAnyOrderElementsOf(
                IntStream.range(0, SENDS)
                    .filter(number -> isBroadcast(number) || number % USERS == own)
                    .mapToObj(number -> "n" + number)
                    .toList());
      }
      assertThat(inboxes.values().stream().flatMap(List::stream))
          .as("under the id that was answered")
          .extracting(each -> each.path(each.has("broadcast") ? "broadcast" : "id").asText())
          .containsOnly(acknowledged.values().toArray(String[]::new));
      for (RoamingReplica replica : replicas) {
        List<JsonNode> inbox = inboxes.get(replica.user());
        Awaitility.await(replica.user())
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(replica.notifications()).isEqualTo(inbox));
        assertThat(replica.unread()).isEqualTo(inbox.size());
      }
      for (int user = 0; user < USERS; user++) {
        verifyPresence(backend, name(user));
      }
    }
  }

  /// The id of what was sent of what had the id `scheduled`.
  private static String became(ApiClient backend, String scheduled) {
    JsonNode status = backend.get("/api/v1/notifications/" + scheduled).json();
    return status.path(status.has("broadcastId") ? "broadcastId" : "notificationId").asText();
  }

  private List<JsonNode> inbox(ApiClient backend, String user) {
    JsonNode page = backend.get("/api/v1/users/" + user + "/inbox?limit=1000").json();
    List<JsonNode> all = new ArrayList<>();
    page.path("notifications").forEach(all::add);
    assertThat(page.path("unread").asInt()).as("a recount").isEqualTo(all.size());
    assertThat(page.path("seq").asInt()).isEqualTo(all.size());
    return all;
  }

  private void verifyPresence(ApiClient backend, String user) {
    long own = replicas.stream().filter(replica -> replica.user().equals(user)).count();
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode presence = backend.get("/api/v1/users/" + user + "/presence").json();
              assertThat(presence.path("complete").asBoolean()).isTrue();
              assertThat(presence.path("sockets").asLong()).isEqualTo(own);
            });
  }

  private static String name(int user) {
    return "user-" + user;
  }
}
