package io.belfry.server.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.awaitility.Awaitility;

/// A Socket.IO client over a bare WebSocket that keeps what it hears until a test takes it.
///
/// Safe for several threads.
public final class TestSocket implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<Heard> heard = new ArrayList<>();
  private final Map<Integer, CompletableFuture<JsonNode>> acks = new HashMap<>();
  private final CompletableFuture<JsonNode> admitted = new CompletableFuture<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private final String namespace;
  private final String auth;
  private final BiConsumer<String, JsonNode> listener;
  private final WebSocket socket;
  private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
  private int nextAck;

  private TestSocket(
      HttpClient http,
      URI server,
      String query,
      String namespace,
      Object auth,
      String authorization,
      BiConsumer<String, JsonNode> listener) {
    this.namespace = namespace;
    this.auth = write(auth);
    this.listener = listener;
    String address = server.resolve("/socket.io/?EIO=4&transport=websocket" + query).toString();
    WebSocket.Builder builder = http.newWebSocketBuilder();
    if (!authorization.isEmpty()) {
      builder.header("Authorization", authorization);
    }
    this.socket = await(builder.buildAsync(URI.create("ws" + address.substring(4)), new Frames()));
  }

  /// Connects with `auth` in the handshake, and waits for nothing.
  public static TestSocket open(HttpClient http, TestServer server, Map<String, ?> auth) {
    return open(http, server, "", auth);
  }

  /// Connects with `query` (such as `&id=ann`) and `auth` in the handshake, and waits for nothing.
  public static TestSocket open(
      HttpClient http, TestServer server, String query, Map<String, ?> auth) {
    return keeping(http, server, query, auth, "");
  }

  /// Connects with `authorization` as that header, and waits for nothing.
  public static TestSocket authorized(HttpClient http, TestServer server, String authorization) {
    return keeping(http, server, "", Map.of(), authorization);
  }

  /// Connects with `auth` in the handshake; `listener` hears each event and its argument, in order.
  static TestSocket listening(
      HttpClient http, URI server, Map<String, ?> auth, BiConsumer<String, JsonNode> listener) {
    return new TestSocket(http, server, "", "", auth, "", listener);
  }

  private static TestSocket keeping(
      HttpClient http, TestServer server, String query, Object auth, String authorization) {
    return new TestSocket(
        http, server.uri("/"), query, "", auth, authorization, (event, argument) -> {});
  }

  /// Connects as a backend, in the namespace that is theirs, and waits for nothing.
  public static TestSocket backend(HttpClient http, TestServer server, Map<String, ?> auth) {
    return new TestSocket(
        http, server.uri("/"), "", "/backend,", auth, "", (event, argument) -> {});
  }

  /// Connects as `user` in the *classic* dialect, and waits for the first words.
  public static TestSocket classic(HttpClient http, TestServer server, String user) {
    TestSocket socket = open(http, server, Map.of("token", TestServer.token(user)));
    socket.take("notificationHistory");
    socket.take("notificationCount");
    return socket;
  }

  /// What the server said to the handshake: `{sid}`, or the `connect_error`.
  public JsonNode admitted() {
    return await(admitted);
  }

  /// Emits an event without acknowledgement, once the server has let the socket in.
  public void emit(String event, Object... args) {
    admitted();
    send("42" + namespace + packet(event, args));
  }

  /// Emits an event, once the server has let the socket in, and returns its acknowledgement.
  public JsonNode ask(String event, Object... args) {
    admitted();
    var ack = new CompletableFuture<JsonNode>();
    int id;
    synchronized (this) {
      id = nextAck++;
      acks.put(id, ack);
    }
    send("42" + namespace + id + packet(event, args));
    return await(ack);
  }

  /// Takes the oldest event of that name, waiting for it where need be, and returns its argument.
  public JsonNode take(String event) {
    Awaitility.await(event).atMost(PATIENCE).until(() -> hasHeard(event));
    synchronized (this) {
      for (Iterator<Heard> each = heard.iterator(); each.hasNext(); ) {
        Heard next = each.next();
        if (next.event().equals(event)) {
          each.remove();
          return next.argument();
        }
      }
    }
    throw new IllegalStateException("taken by somebody else: " + event);
  }

  /// The names of what was heard and not taken, in order.
  public synchronized List<String> heard() {
    return heard.stream().map(Heard::event).toList();
  }

  /// Waits until the server has closed the connection.
  public void awaitClosed() {
    await(closed);
  }

  /// Completes when the connection has ended.
  CompletableFuture<Void> ended() {
    return closed.copy();
  }

  public boolean isOpen() {
    return !closed.isDone();
  }

  @Override
  public void close() {
    socket.abort();
  }

  private synchronized boolean hasHeard(String event) {
    return heard.stream().anyMatch(each -> each.event().equals(event));
  }

  private synchronized void send(String frame) {
    sending = sending.thenCompose(before -> socket.sendText(frame, true));
  }

  private synchronized void take(WebSocket from, String received) {
    String frame = received.replaceFirst("^(4[0-9])" + namespace, "$1");
    if (frame.startsWith("0")) {
      sending = sending.thenCompose(before -> from.sendText("40" + namespace + auth, true));
    } else if (frame.equals("2")) {
      sending = sending.thenCompose(before -> from.sendText("3", true));
    } else if (frame.startsWith("40") || frame.startsWith("44")) {
      admitted.complete(parse(frame.substring(2)));
    } else if (frame.startsWith("42")) {
      JsonNode event = parse(frame.substring(2));
      heard.add(new Heard(event.path(0).asText(), event.path(1)));
      listener.accept(event.path(0).asText(), event.path(1));
    } else if (frame.startsWith("43")) {
      int start = frame.indexOf('[');
      CompletableFuture<JsonNode> ack = acks.remove(Integer.parseInt(frame.substring(2, start)));
      if (ack != null) {
        ack.complete(parse(frame.substring(start)).path(0));
      }
    }
  }

  private static String packet(String event, Object... args) {
    List<Object> packet = new ArrayList<>();
    packet.add(event);
    packet.addAll(Arrays.asList(args));
    return write(packet);
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } catch (ExecutionException | TimeoutException failure) {
      throw new CompletionException(failure);
    }
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private record Heard(String event, JsonNode argument) {}

  private final class Frames implements WebSocket.Listener {
    private final StringBuilder partial = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        take(from, partial.toString());
        partial.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      closed.complete(null);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      closed.complete(null);
    }
  }
}
