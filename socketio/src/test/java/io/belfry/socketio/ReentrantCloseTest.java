package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.socketio.engine.WebSocketClient;
import io.belfry.socketio.engine.Wire;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Sockets that end while they are ended, or while they come: by what is sent to a client that does
/// not read, or by a listener.
class ReentrantCloseTest extends SocketIoTest {
  private static final String LARGE = "x".repeat(600_000);

  private final Map<String, AtomicInteger> connected = new ConcurrentHashMap<>();

  @Override
  SocketIoOptions options(SocketIoOptions defaults) {
    return defaults.withEngine(engine -> engine.withMaxPayload(2_000_000));
  }

  @Test
  void a_listener_that_disconnects_a_sibling_releases_its_namespace_once() {
    io.of(Pattern.compile("/room-\\d"));
    root.onConnection(
        socket ->
            socket.onDisconnect(
                reason ->
                    io.namespace("/room-1")
                        .ifPresent(
                            room ->
                                room.sockets().stream()
                                    .filter(other -> other.context() == socket.context())
                                    .filter(other -> other.attachment(String.class).isPresent())
                                    .forEach(other -> other.disconnect(false)))));
    try (WebSocketClient ann = connect();
        WebSocketClient bob = connect()) {
      ann.send("40/room-1").next();
      Namespace room = io.namespace("/room-1").orElseThrow();
      room.sockets().forEach(socket -> socket.attach("of ann"));
      bob.send("40/room-1").next();

      ann.close();

      await().until(() -> room.sockets().size() == 1);
      assertThat(io.namespace("/room-1")).contains(room);
      room.emit("still here");
      assertThat(bob.next()).isEqualTo("42/room-1,[\"still here\"]");
    }
  }

  @Test
  void one_who_does_not_read_and_is_disconnected_leaves_the_namespace_to_the_others() {
    ParentNamespace rooms = io.of(Pattern.compile("/room-\\d"));
    rooms.on("echo", event -> event.socket().emit("echo", event.arg(0)));
    rooms.on("leave", event -> event.socket().disconnect(false));
    try (WebSocketClient bob = connect()) {
      bob.send("40/room-1").next();
      Namespace room = io.namespace("/room-1").orElseThrow();
      String ann = wire.openPolling();
      wire.post(ann, "40/room-1,");
      await().until(() -> room.sockets().size() == 2);
      wire.post(ann, "42/room-1,[\"echo\",\"" + LARGE + "\"]");
      wire.post(ann, "42/room-1,[\"echo\",\"" + LARGE + "\"]");

      wire.post(ann, "42/room-1,[\"leave\"]");

      await().until(() -> room.sockets().size() == 1);
      assertThat(io.namespace("/room-1")).contains(room);
      room.emit("still here");
      assertThat(bob.next()).isEqualTo("42/room-1,[\"still here\"]");
    }
  }

  @Test
  void whoever_is_counted_out_was_counted_in() {
    SocketIoServer counted =
        SocketIoServer.create(Wire.VERTX, options(SocketIoOptions.defaults()), new Gauges());
    counted.of("/").on("echo", event -> event.socket().emit("echo", event.arg(0)));
    counted.of("/other");
    try (Wire its = new Wire("/socket.io/", counted::handle)) {
      String ann = its.openPolling();
      its.post(ann, "40");
      its.post(ann, "42[\"echo\",\"" + LARGE + "\"]");
      its.post(ann, "42[\"echo\",\"" + LARGE + "\"]");

      its.post(ann, "40/other,");

      await().until(() -> counted.connections() == 0);
      assertThat(connected).allSatisfy((name, count) -> assertThat(count).hasValue(0));
      counted.close().await();
    }
  }

  @Test
  void whatever_a_listener_throws_the_other_sockets_of_a_connection_leave() {
    Namespace other = io.of("/other");
    root.onConnection(
        socket ->
            socket.onDisconnect(
                reason -> {
                  throw new AssertionError("of the test");
                }));
    try (WebSocketClient client = connect()) {
      client.send("40/other").next();
      assertThat(other.sockets()).hasSize(1);
    }

    await().until(() -> io.connections() == 0);
    assertThat(other.sockets()).isEmpty();
  }

  /// How many sockets there are by what is reported.
  private final class Gauges implements SocketIoMetrics {
    @Override
    public void socketConnected(String namespace) {
      connected.computeIfAbsent(namespace, key -> new AtomicInteger()).incrementAndGet();
    }

    @Override
    public void socketDisconnected(String namespace, DisconnectReason reason) {
      connected.computeIfAbsent(namespace, key -> new AtomicInteger()).decrementAndGet();
    }
  }
}
