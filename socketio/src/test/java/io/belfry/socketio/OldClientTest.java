package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.belfry.socketio.engine.WebSocketClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Clients of protocol 4, as those of the versions 2.x are.
class OldClientTest extends SocketIoTest {
  private String openPacket = "";

  private WebSocketClient open() {
    WebSocketClient client = wire.webSocket("EIO=3&transport=websocket&token=a");
    openPacket = client.next();
    return client;
  }

  private String sessionId() {
    return openPacket.replaceFirst(".*\"sid\":\"([^\"]+)\".*", "$1");
  }

  @Test
  void a_client_is_in_the_main_namespace_without_asking() {
    try (WebSocketClient client = open()) {
      assertThat(client.next()).isEqualTo("40");
      assertThat(socket().id()).isEqualTo(sessionId());
    }
  }

  @Test
  void a_client_that_is_rejected_hears_the_message() {
    root.use((socket, next) -> next.reject(new ConnectError("not you")));
    try (WebSocketClient client = open()) {
      assertThat(client.next()).isEqualTo("44\"not you\"");
    }
  }

  @Test
  void a_client_that_is_rejected_with_data_hears_the_data() {
    root.use(
        (socket, next) ->
            next.reject(
                new ConnectError("not you", JsonNodeFactory.instance.objectNode().put("code", 7))));
    try (WebSocketClient client = open()) {
      assertThat(client.next()).isEqualTo("44{\"code\":7}");
    }
  }

  @Test
  void another_namespace_is_asked_for_with_a_query() {
    io.of("/chat")
        .onConnection(
            socket ->
                socket.emit(
                    "query",
                    socket.handshake().query("room").orElse(""),
                    socket.handshake().query("token").orElse("")));
    try (WebSocketClient client = open()) {
      assertThat(client.next()).isEqualTo("40");

      assertThat(client.send("40/chat?room=caf%C3%A9,").next()).isEqualTo("40/chat,");
      assertThat(client.next()).isEqualTo("42/chat,[\"query\",\"café\",\"a\"]");
      assertThat(io.of("/chat").socket("/chat#" + sessionId())).isPresent();
    }
  }

  @ParameterizedTest
  @CsvSource({"40/none, '44/none,\"Invalid namespace\"'", "40/a?b, '44/a,\"Invalid namespace\"'"})
  void an_unknown_namespace_is_refused(String packet, String answer) {
    try (WebSocketClient client = open()) {
      assertThat(client.next()).isEqualTo("40");

      assertThat(client.send(packet).next()).isEqualTo(answer);
    }
  }

  @Test
  void a_query_that_cannot_be_read_closes_the_connection() {
    try (WebSocketClient client = open()) {
      assertThat(client.next()).isEqualTo("40");

      assertThat(client.send("40/a?b=%zz,").closeCode()).isEqualTo(1007);
    }
  }

  @Test
  void events_acks_and_binary_data_travel_both_ways() {
    root.on("echo", event -> event.ack(event.args().toArray()));
    try (WebSocketClient client = open()) {
      assertThat(client.next()).isEqualTo("40");

      assertThat(client.send("421[\"echo\",\"ü\"]").next()).isEqualTo("431[\"ü\"]");
      client.send("451-2[\"echo\",{\"_placeholder\":true,\"num\":0}]").send(new byte[] {4, 7});
      assertThat(client.next()).isEqualTo("461-2[{\"_placeholder\":true,\"num\":0}]");
      assertThat(client.nextBinary()).containsExactly(4, 7);
      assertThat(client.send("2").next()).isEqualTo("3");
    }
  }

  @Test
  void a_broadcast_reaches_old_and_new_clients() {
    try (WebSocketClient old = open();
        WebSocketClient current = connect()) {
      assertThat(old.next()).isEqualTo("40");

      root.emit("data", List.of(1), new byte[] {5});

      for (WebSocketClient client : List.of(old, current)) {
        assertThat(client.next()).isEqualTo("451-[\"data\",[1],{\"_placeholder\":true,\"num\":0}]");
      }
      assertThat(old.nextBinary()).containsExactly(4, 5);
      assertThat(current.nextBinary()).containsExactly(5);
    }
  }

  @Test
  void a_listener_that_disconnects_at_once_leaves_nothing_behind() {
    root.onConnection(socket -> socket.disconnect(true));
    try (WebSocketClient client = open()) {
      assertThat(client.closeCode()).isEqualTo(1000);
      assertThat(root.sockets()).isEmpty();
    }
  }
}
