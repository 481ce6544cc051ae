package io.belfry.server.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A client of the *sync* dialect: keeps an inbox by the reducer of docs/protocol.md.
///
/// Its state outlives its connections, as a browser's does. Safe for several threads.
public final class SyncReplica implements AutoCloseable {
  private final HttpClient http;
  private URI server;
  private final String token;
  private final Map<String, JsonNode> notifications = new TreeMap<>(Comparator.reverseOrder());
  private String epoch = "";
  private long seq = -1;
  private int unread;
  private int unseen;
  private final List<JsonNode> alerts = new ArrayList<>();
  private final List<Integer> recaps = new ArrayList<>();
  private JsonNode preferences = MissingNode.getInstance();
  private CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private @Nullable TestSocket socket;
  private int connections;

  public SyncReplica(HttpClient http, URI server, String user) {
    this.http = http;
    this.server = server;
    this.token = TestServer.token(user);
  }

  /// Connects, saying where this replica stands, and returns when the server has caught it up.
  public SyncReplica connect() {
    CompletableFuture<Void> arrival = new CompletableFuture<>();
    Map<String, Object> auth;
    int connection;
    URI to;
    synchronized (this) {
      to = server;
      caughtUp = arrival;
      connection = ++connections;
      auth = auth();
    }
    // Not under the lock: what the server says at once is heard before the socket is returned.
    TestSocket opened =
        TestSocket.listening(http, to, auth, (event, change) -> hear(connection, event, change));
    synchronized (this) {
      socket = opened;
    }
    arrival.orTimeout(10, TimeUnit.SECONDS).join();
    return this;
  }

  /// Connects to another server from now on.
  public SyncReplica connect(URI another) {
    synchronized (this) {
      server = another;
    }
    return connect();
  }

  /// Waits until the server has closed the connection.
  public void awaitClosed() {
    TestSocket current;
    synchronized (this) {
      current = Objects.requireNonNull(socket);
    }
    current.awaitClosed();
  }

  /// Breaks the connection, as a lost network does.
  public synchronized void disconnect() {
    connections++;
    if (socket != null) {
      socket.close();
    }
  }

  /// Completes when the present connection has ended.
  public synchronized CompletableFuture<Void> ended() {
    return Objects.requireNonNull(socket).ended();
  }

  /// Emits an event and returns its acknowledgement.
  public JsonNode emit(String event, Object... args) {
    TestSocket current;
    synchronized (this) {
      current = Objects.requireNonNull(socket);
    }
    return current.ask(event, args);
  }

  public synchronized long seq() {
    return seq;
  }

  public synchronized int unread() {
    return unread;
  }

  public synchronized int unseen() {
    return unseen;
  }

  /// The notifications, newest first.
  public synchronized List<JsonNode> notifications() {
    return List.copyOf(notifications.values());
  }

  /// What was to be spoken of, in the order in which it was told.
  public synchronized List<JsonNode> alerts() {
    return List.copyOf(alerts);
  }

  /// How many had been held back, each time that was told.
  public synchronized List<Integer> recaps() {
    return List.copyOf(recaps);
  }

  /// What the user chose, as it was told last.
  public synchronized JsonNode preferences() {
    return preferences;
  }

  @Override
  public void close() {
    disconnect();
  }

  private Map<String, Object> auth() {
    Map<String, Object> auth = new HashMap<>();
    auth.put("token", token);
    auth.put("since", seq < 0 ? null : Map.of("epoch", epoch, "seq", seq));
    return auth;
  }

  /// Takes a change in, unless it comes late over a connection that was given up.
  private synchronized void hear(int connection, String event, JsonNode change) {
    if (connection != connections || !event.equals("inbox")) {
      return;
    }
    if (change.path("reset").asBoolean()) {
      notifications.clear();
    }
    change.path("upserts").forEach(each -> notifications.put(each.path("id").asText(), each));
    change.path("removed").forEach(id -> notifications.remove(id.asText()));
    change.path("alerts").forEach(alerts::add);
    if (change.has("recap")) {
      recaps.add(change.path("recap").asInt());
    }
    if (change.has("preferences")) {
      preferences = change.path("preferences");
    }
    epoch = change.path("epoch").asText();
    seq = change.path("seq").asLong();
    unread = change.path("unread").asInt();
    unseen = change.path("unseen").asInt();
    caughtUp.complete(null);
  }
}
