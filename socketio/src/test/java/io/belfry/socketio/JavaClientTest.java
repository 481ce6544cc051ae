package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.socketio.engine.TransportKind;
import io.socket.client.Ack;
import io.socket.client.IO;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The Java client of the Socket.IO project against this server.
class JavaClientTest extends SocketIoTest {
  private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

  private io.socket.client.Socket client(String transports) {
    IO.Options options =
        IO.Options.builder()
            .setForceNew(true)
            .setTransports(transports.split("\\+", -1))
            .setAuth(Map.of("token", "secret"))
            .build();
    return IO.socket(URI.create("http://127.0.0.1:" + wire.port()), options);
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "polling+websocket"})
  void events_acknowledgements_and_binary_data_travel_both_ways(String transports) {
    root.use(
        (socket, next) -> {
          heard.add(socket.handshake().auth().path("token").asText());
          next.proceed();
        });
    root.on("echo", event -> event.ack(event.args().toArray()));
    io.socket.client.Socket client = client(transports);
    client.on("question", args -> ((Ack) args[args.length - 1]).call("answer", args[0]));
    client.connect();
    try {
      Socket socket = socket();
      assertThat(next(heard)).isEqualTo("secret");
      TransportKind expected =
          transports.equals("polling") ? TransportKind.POLLING : TransportKind.WEBSOCKET;
      await().until(() -> socket.transport() == expected);

      client.emit("echo", new Object[] {"text", new byte[] {1, 2}}, args -> heard.add(args[1]));
      assertThat(next(heard)).isEqualTo(new byte[] {1, 2});
      assertThat(
              socket
                  .emitWithAck(Duration.ofSeconds(5), "question", new byte[] {3})
                  .toCompletableFuture()
                  .join())
          .hasToString("[\"answer\", \"Aw==\"]");
    } finally {
      client.close();
    }
    await().untilAsserted(() -> assertThat(root.sockets()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "polling+websocket"})
  void a_dropped_client_comes_back_by_itself(String transports) {
    io.socket.client.Socket client = client(transports);
    client.on("disconnect", args -> heard.add(args[0]));
    client.connect();
    try {
      Socket first = socket();
      first.onDisconnect(heard::add);
      first.drop();

      assertThat(List.of(next(heard), next(heard)))
          .contains(DisconnectReason.DROPPED)
          .containsAnyOf("transport close", "transport error");
      assertThat(socket().id()).isNotEqualTo(first.id());
    } finally {
      client.close();
    }
  }

  @Test
  void a_disconnected_client_stays_away() {
    io.socket.client.Socket client = client("websocket");
    client.on("disconnect", args -> heard.add(args[0]));
    client.connect();
    try {
      Socket socket = socket();
      socket.onDisconnect(heard::add);
      socket.disconnect(true);

      assertThat(List.of(next(heard), next(heard)))
          .containsExactlyInAnyOrder(
              DisconnectReason.SERVER_NAMESPACE_DISCONNECT, "io server disconnect");
      assertThat(client.isActive()).isFalse();
    } finally {
      client.close();
    }
  }

  @Test
  void a_rejected_client_hears_why() {
    root.use((socket, next) -> next.reject(new ConnectError("no", Map.of("code", 7))));
    io.socket.client.Socket client = client("websocket");
    client.on("connect_error", args -> heard.add(args[0]));
    client.connect();
    try {
      JSONObject error = (JSONObject) next(heard);

      assertThat(error.toString()).contains("\"message\":\"no\"").contains("\"code\":7");
    } finally {
      client.close();
    }
  }
}
