package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.belfry.socketio.engine.WebSocketClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenerTest extends SocketIoTest {
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  /// Lets the client send events and hears what the listeners did, up to the last one.
  private List<String> heardAfter(WebSocketClient client, String... events) {
    for (String event : events) {
      client.send("42[\"" + event + "\"]");
    }
    client.send("429[\"end\"]");
    assertThat(client.next()).isEqualTo("439[]");
    return List.copyOf(heard);
  }

  private void listenAndRemove(EventSource<?> source) {
    Consumer<Event> removed = event -> heard.add("removed");
    source.on("a", removed).off("a", removed);
    source.once("a", removed).off("a", removed);
    source.on("b", removed).on("b", removed).off("b");
    source.onAny(removed).offAny(removed);
    source.onUnhandled(removed).offUnhandled(removed);
  }

  @Test
  void listeners_are_removed_from_sockets_and_namespaces() {
    root.on("end", event -> event.ack());
    root.onUnhandled(event -> heard.add("unhandled " + event.name()));
    try (WebSocketClient client = connect()) {
      listenAndRemove(root);
      listenAndRemove(socket());

      assertThat(heardAfter(client, "a", "b")).containsExactly("unhandled a", "unhandled b");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect", "disconnect", "connect_error"})
  void no_listener_waits_for_what_no_client_can_send(String reserved) {
    assertThatThrownBy(() -> root.on(reserved, event -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("onDisconnect");
  }

  @Test
  void a_listener_for_once_is_called_once() {
    root.on("end", event -> event.ack());
    root.once("a", event -> heard.add("namespace"));
    try (WebSocketClient client = connect()) {
      Socket socket = socket();
      socket.once("a", event -> heard.add("socket"));
      socket.on("a", event -> heard.add("always"));

      assertThat(heardAfter(client, "a", "a"))
          .containsExactly("namespace", "socket", "always", "always");
    }
  }

  @Test
  void a_connection_listener_is_removed() {
    Consumer<Socket> listener = socket -> heard.add("removed");
    root.onConnection(listener).offConnection(listener);
    try (WebSocketClient client = connect()) {
      socket();
      assertThat(heard).isEmpty();
      assertThat(client.hasNext()).isFalse();
    }
  }

  @Test
  void outgoing_events_are_heard_of_before_they_leave() {
    Consumer<OutgoingEvent> listener = event -> heard.add("removed");
    root.onAnyOutgoing(out -> heard.add("namespace " + out.event().name() + out.event().args()));
    root.onAnyOutgoing(listener).offAnyOutgoing(listener);
    root.on("ask", event -> event.ack("no event"));
    try (WebSocketClient client = connect()) {
      Socket socket = socket();
      socket.onAnyOutgoing(
          out -> heard.add("socket " + out.event().name() + out.socket().equals(socket)));
      socket.emit("one", 1, new byte[] {1});
      root.emit("two");
      root.asVolatile().emit("three");
      socket.emitWithAck(Duration.ofSeconds(9), "four", "x");

      assertThat(client.next()).isEqualTo("451-[\"one\",1,{\"_placeholder\":true,\"num\":0}]");
      assertThat(client.nextBinary()).containsExactly(1);
      assertThat(List.of(client.next(), client.next(), client.next()))
          .containsExactly("42[\"two\"]", "42[\"three\"]", "420[\"four\",\"x\"]");
      assertThat(client.send("421[\"ask\"]").next()).isEqualTo("431[\"no event\"]");
      assertThat(heard)
          .containsExactly(
              "namespace one[1, \"AQ==\"]",
              "socket onetrue",
              "namespace two[]",
              "socket twotrue",
              "namespace three[]",
              "socket threetrue",
              "namespace four[\"x\"]",
              "socket fourtrue");
    }
  }

  @Test
  void a_socket_still_has_its_rooms_while_it_is_disconnecting() {
    BlockingQueue<Socket> ended = new LinkedBlockingQueue<>();
    root.onConnection(
        socket ->
            socket
                .onDisconnecting(
                    reason -> {
                      heard.add("disconnecting " + reason + socket.rooms() + socket.isConnected());
                      socket.to("room").emit("left", socket.id());
                      socket.join("late");
                      socket.disconnect();
                    })
                .onDisconnect(
                    reason -> {
                      heard.add("disconnected " + reason + socket.rooms() + socket.isConnected());
                      socket.join("later");
                      ended.add(socket);
                    }));
    try (WebSocketClient ann = connect();
        WebSocketClient bob = connect()) {
      Socket annSocket = socket();
      annSocket.join("room");
      socket().join("room");
      ann.close();

      assertThat(bob.next()).isEqualTo("42[\"left\",\"" + annSocket.id() + "\"]");
      assertThat(next(ended)).isSameAs(annSocket);
      assertThat(heard)
          .containsExactly(
              "disconnecting TRANSPORT_CLOSE[room]true", "disconnected TRANSPORT_CLOSE[]false");
      assertThat(root.to("late", "later").sockets()).isEmpty();
    }
  }

  @Test
  void joining_from_many_threads_while_disconnecting_leaves_nobody_behind() throws Exception {
    for (int round = 0; round < 20; round++) {
      WebSocketClient client = connect();
      Socket socket = socket();
      List<Thread> joiners =
          List.of("a", "b", "c").stream()
              .map(
                  name ->
                      Thread.ofVirtual()
                          .start(
                              () -> {
                                for (int i = 0; i < 200; i++) {
                                  socket.join(name + i);
                                }
                              }))
              .toList();
      socket.disconnect(true);
      for (Thread joiner : joiners) {
        joiner.join();
      }
      await().until(() -> !socket.isConnected() && socket.rooms().isEmpty());
      for (int i = 0; i < 200; i++) {
        assertThat(root.to("a" + i, "b" + i, "c" + i).sockets()).isEmpty();
      }
      client.close();
    }
  }
}
