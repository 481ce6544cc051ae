package io.belfry.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.app.ApiClient;
import io.belfry.server.app.SyncReplica;
import io.belfry.server.app.TestServer;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/// A server, its users, and their replicas, connected or not.
final class World implements AutoCloseable {
  static final int USERS = 3;
  static final int REPLICAS_EACH = 2;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final TestServer server;
  private final ApiClient backend;
  private final List<List<SyncReplica>> replicas = new ArrayList<>();
  private final List<List<Boolean>> connected = new ArrayList<>();
  private final List<List<String>> sent = new ArrayList<>();
  private final List<List<String>> asked = new ArrayList<>();
  private final Map<String, String> groups = new HashMap<>();
  private final Set<String> answered = new HashSet<>();

  World(TestServer server) {
    this.server = server;
    this.backend = ApiClient.backend(server);
    for (int user = 0; user < USERS; user++) {
      List<SyncReplica> own = new ArrayList<>();
      List<Boolean> live = new ArrayList<>();
      for (int i = 0; i < REPLICAS_EACH; i++) {
        own.add(new SyncReplica(HTTP, server.uri(""), name(user)).connect());
        live.add(true);
      }
      replicas.add(own);
      connected.add(live);
      sent.add(new ArrayList<>());
      asked.add(new ArrayList<>());
    }
  }

  void play(Step step) {
    int user = step.user();
    SyncReplica replica = replicas.get(user).get(step.replica());
    boolean live = connected.get(user).get(step.replica());
    List<String> ids = sent.get(user);
    String id =
        ids.isEmpty()
            ? ""
            : ids.get((ids.size() - 1 - step.pick() + 100 * ids.size()) % ids.size());
    switch (step.kind()) {
      case SEND -> ids.add(backend.send(name(user), "one").path("id").asText());
      case BURST -> {
        JsonNode results =
            backend
                .post(
                    "/api/v1/notifications/batch",
                    Map.of(
                        "notifications",
                        Collections.nCopies(
                            step.pick() + 2, Map.of("to", name(user), "title", "many"))))
                .json()
                .path("results");
        results.forEach(result -> ids.add(result.path("notification").path("id").asText()));
      }
      case READ -> emit(live, replica, "markNotificationRead", id);
      case UNREAD -> emit(live, replica, "markNotificationUnread", id);
      case DELETE -> emit(live, replica, "deleteNotification", id);
      case ARCHIVE -> emit(live, replica, "archiveNotification", id, step.pick() % 2 == 0);
      case SNOOZE ->
          emit(
              live, replica, "snoozeNotification", id, Instant.now().plus(snooze(step)).toString());
      case WAKE -> emit(live, replica, "snoozeNotification", id);
      case READ_ALL -> emit(live, replica, "markAllRead");
      case SEE_ALL -> emit(live, replica, "markSeen");
      case GROUP -> ids.add(like(name(user), step.pick() % 3));
      case CHOOSE -> choose(live, replica, step.pick());
      case ASK -> ask(user, step.pick() > 3);
      case ACT -> act(live, user, replica, step.pick());
      case RECALL -> backend.delete("/api/v1/notifications/" + id);
      case DISCONNECT -> {
        replica.disconnect();
        connected.get(user).set(step.replica(), false);
      }
      case CONNECT -> connect(user, step.replica());
      case FORGET -> {
        backend.delete("/api/v1/users/" + name(user));
        for (int i = 0; i < REPLICAS_EACH; i++) {
          replicas.get(user).get(i).disconnect();
          connected.get(user).set(i, false);
        }
      }
      case RESTART -> {
        server.restart();
        connected.forEach(flags -> flags.replaceAll(flag -> false));
      }
    }
  }

  /// Short ones are over in the middle of the history, or at its end.
  private static Duration snooze(Step step) {
    return step.pick() < 5 ? Duration.ofMillis(200L * step.pick()) : Duration.ofHours(1);
  }

  /// Returns once no snooze of `user` ends soon.
  private void awaitSnoozes(int user) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> snoozed(user),
            found ->
                found.stream()
                    .map(each -> Instant.ofEpochMilli(each.path("snoozedUntil").asLong()))
                    .allMatch(Instant.now().plus(Duration.ofMinutes(10))::isBefore));
  }

  private List<JsonNode> snoozed(int user) {
    List<JsonNode> found = new ArrayList<>();
    backend
        .get("/api/v1/users/" + name(user) + "/inbox?limit=1000&snoozed=true")
        .json()
        .path("notifications")
        .forEach(found::add);
    return found;
  }

  void settle() {
    for (int user = 0; user < USERS; user++) {
      for (int i = 0; i < REPLICAS_EACH; i++) {
        connect(user, i);
      }
      awaitSnoozes(user);
      int own = user;
      Awaitility.await().untilAsserted(() -> verify(own));
    }
  }

  /// Cards of answered groups are closed a little later.
  private void verify(int user) {
    JsonNode inbox = backend.get("/api/v1/users/" + name(user) + "/inbox?limit=1000").json();
    JsonNode archived =
        backend.get("/api/v1/users/" + name(user) + "/inbox?limit=1000&archived=true").json();
    List<JsonNode> all = new ArrayList<>();
    inbox.path("notifications").forEach(all::add);
    assertThat(inbox.path("unread").asInt())
        .isEqualTo((int) all.stream().filter(each -> !each.path("read").asBoolean()).count());
    assertThat(inbox.path("unseen").asInt())
        .isEqualTo((int) all.stream().filter(each -> !each.path("seen").asBoolean()).count());
    archived.path("notifications").forEach(all::add);
    all.addAll(snoozed(user));
    all.sort(Comparator.comparing((JsonNode each) -> each.path("id").asText()).reversed());
    assertThat(all)
        .hasSizeLessThanOrEqualTo(8)
        .filteredOn(each -> each.has("actionGroup"))
        .filteredOn(each -> answered.contains(each.path("actionGroup").asText()))
        .allMatch(each -> each.has("outcome"));
    JsonNode preferences =
        backend.get("/api/v1/users/" + name(user) + "/preferences").json().path("preferences");
    for (SyncReplica replica : replicas.get(user)) {
      assertThat(replica.preferences()).isEqualTo(preferences);
      assertThat(replica.seq()).isEqualTo(inbox.path("seq").asLong());
      assertThat(replica.notifications()).isEqualTo(all);
      assertThat(replica.unread()).isEqualTo(inbox.path("unread").asInt());
      assertThat(replica.unseen()).isEqualTo(inbox.path("unseen").asInt());
    }
  }

  /// Sends one of a few groups, of which cards grow.
  private String like(String user, int group) {
    Map<String, Object> body =
        Map.of(
            "to",
            user,
            "type",
            "like",
            "title",
            "like",
            "group",
            Map.of("key", "post-" + group, "title", "{{count}} likes"));
    return backend.post("/api/v1/notifications", body).json().path("id").asText();
  }

  /// Has the user of `replica` choose: some are silent for a while, some are not shown likes.
  private static void choose(boolean live, SyncReplica replica, int pick) {
    if (live) {
      replica.emit(
          "setPreferences",
          switch (pick % 4) {
            case 0 -> Map.of("doNotDisturbFor", 1);
            case 1 -> Map.of("types", Map.of("like", Map.of("inApp", pick > 4)));
            case 2 -> Map.of("channels", Map.of("toast", pick > 4));
            default -> Map.of("quietHours", List.of(Map.of("from", "00:00", "to", "24:00")));
          });
    }
  }

  /// Asks `user` something, or all of them something that one of them answers for all.
  private void ask(int user, boolean all) {
    List<Integer> users = all ? IntStream.range(0, USERS).boxed().toList() : List.of(user);
    List<Map<String, String>> actions =
        List.of(Map.of("id", "yes", "label", "Yes"), Map.of("id", "no", "label", "No"));
    List<String> to = users.stream().map(World::name).toList();
    Map<String, Object> body = new HashMap<>(Map.of("title", "ask", "actions", actions));
    body.put("to", to);
    String group = "group-" + groups.size();
    if (all) {
      body.put("actionGroup", group);
    }
    JsonNode made = backend.post("/api/v1/notifications", body).json().path("notifications");
    for (int i = 0; i < users.size(); i++) {
      String id = made.path(i).path("id").asText();
      sent.get(users.get(i)).add(id);
      asked.get(users.get(i)).add(id);
      groups.put(id, all ? group : "");
    }
  }

  private void act(boolean live, int user, SyncReplica replica, int pick) {
    List<String> ids = asked.get(user);
    if (live && !ids.isEmpty()) {
      String id = ids.get(Math.max(0, ids.size() - 1 - pick / 4));
      JsonNode answer = replica.emit("notificationAction", id, pick % 2 == 0 ? "yes" : "no");
      if (answer.path("ok").asBoolean()) {
        answered.add(groups.getOrDefault(id, ""));
      }
    }
  }

  @Override
  public void close() {
    replicas.forEach(own -> own.forEach(SyncReplica::close));
    backend.close();
  }

  private void connect(int user, int replica) {
    if (!connected.get(user).get(replica)) {
      replicas.get(user).get(replica).connect();
      connected.get(user).set(replica, true);
    }
  }

  private static void emit(boolean live, SyncReplica replica, String event, Object... args) {
    if (live && (args.length == 0 || !args[0].equals(""))) {
      replica.emit(event, args);
    }
  }

  private static String name(int user) {
    return "user-" + user;
  }

  enum Kind {
    SEND,
    BURST,
    READ,
    UNREAD,
    DELETE,
    ARCHIVE,
    SNOOZE,
    WAKE,
    READ_ALL,
    SEE_ALL,
    RECALL,
    GROUP,
    CHOOSE,
    ASK,
    ACT,
    DISCONNECT,
    CONNECT,
    FORGET,
    RESTART
  }

  /// One thing that happens: to which user, by which of their replicas, with which of what was
  /// sent.
  record Step(Kind kind, int user, int replica, int pick) {}
}
