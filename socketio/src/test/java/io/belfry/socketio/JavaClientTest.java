package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.socketio.engine.TransportKind;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Manager;
import io.socket.engineio.client.Transport;
import io.socket.engineio.parser.Packet;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The Java client of the Socket.IO project against this server, over each transport.
class JavaClientTest extends SocketIoTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MANY = 1_000;

  private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
  private final List<io.socket.client.Socket> clients = new ArrayList<>();

  @Retention(RetentionPolicy.RUNTIME)
  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "polling+websocket"})
  private @interface OverEachTransport {}

  JavaClientTest() {
    root.on("echo", event -> event.ack(event.args().toArray()));
  }

  @Override
  SocketIoOptions options(SocketIoOptions defaults) {
    return defaults.withEngine(engine -> engine.withPingInterval(Duration.ofMillis(100)));
  }

  @AfterEach
  void close() {
    clients.forEach(client -> client.close());
  }

  private io.socket.client.Socket client(String transports) {
    io.socket.client.Socket client =
        IO.socket(
            URI.create("http://127.0.0.1:" + wire.port()),
            IO.Options.builder()
                .setForceNew(true)
                .setTransports(transports.split("\\+", -1))
                .setReconnectionDelay(50)
                .setAuth(Map.of("token", "secret"))
                .setQuery("name=%C3%BC%20%26")
                .setExtraHeaders(Map.of("X-Test", List.of("told")))
                .build());
    clients.add(client);
    return client;
  }

  /// The server's side of the client, once it is connected, and upgraded where it may upgrade.
  private Socket connect(io.socket.client.Socket client, String transports) {
    client.connect();
    Socket socket = socket();
    TransportKind best =
        transports.equals("polling") ? TransportKind.POLLING : TransportKind.WEBSOCKET;
    await().until(() -> socket.transport() == best && client.connected());
    return socket;
  }

  private Object[] echo(io.socket.client.Socket client, Object... args) {
    client.emit("echo", args, heard::add);
    return (Object[]) next(heard);
  }

  private List<JsonNode> ask(Socket socket, Duration timeout, Object... args) {
    return socket.emitWithAck(timeout, "question", args).toCompletableFuture().join();
  }

  @OverEachTransport
  void auth_a_query_and_headers_come_with_the_connection(String transports) {
    io.socket.client.Socket client = client(transports);
    root.onConnection(
        socket -> {
          Handshake handshake = socket.handshake();
          heard.add(handshake.auth().path("token").asText());
          heard.add(handshake.query("name").orElse(""));
          heard.add(handshake.header("X-Test").orElse(""));
        });
    Socket socket = connect(client, transports);

    assertThat(List.of(next(heard), next(heard), next(heard)))
        .isEqualTo(List.of("secret", "ü &", "told"));
    assertThat(client.id()).isEqualTo(socket.id());
  }

  @OverEachTransport
  void what_is_sent_comes_back_as_it_was(String transports) throws Exception {
    io.socket.client.Socket client = client(transports);
    byte[] large = new byte[200_000];
    large[large.length - 1] = (byte) 255;
    JSONObject json = new JSONObject("{\"a\":[1,-2.5,true,null,{\"\":[[],{}]}]}");
    connect(client, transports);

    assertThat(echo(client)).isEmpty();
    assertThat(echo(client, "", "ü€😀漢字𠮷")).containsExactly("", "ü€😀漢字𠮷");
    assertThat(echo(client, json)[0]).hasToString(json.toString());
    assertThat(echo(client, new byte[0], "and", new byte[] {1, -1}))
        .containsExactly(new byte[0], "and", new byte[] {1, -1});
    assertThat(echo(client, new Object[] {large})).containsExactly(large);
    JSONArray nested = (JSONArray) echo(client, new JSONArray().put(new byte[] {7}))[0];
    assertThat(nested.get(0)).isEqualTo(new byte[] {7});
  }

  @OverEachTransport
  void the_server_hears_an_acknowledgement_or_that_there_is_none(String transports) {
    io.socket.client.Socket client = client(transports);
    client.on("question", args -> ((Ack) args[args.length - 1]).call("answer", args[0]));
    Socket socket = connect(client, transports);

    assertThat(ask(socket, PATIENCE, new byte[] {3})).hasToString("[\"answer\", \"Aw==\"]");
    client.off("question");
    assertThatThrownBy(() -> ask(socket, Duration.ofMillis(50), "anybody?"))
        .isInstanceOf(CompletionException.class)
        .hasCause(new AckException(AckException.Cause.TIMEOUT));
  }

  @OverEachTransport
  void a_thousand_events_arrive_in_order_each_way(String transports) {
    io.socket.client.Socket client = client(transports);
    List<Object> numbers = new ArrayList<>(IntStream.range(0, MANY).boxed().toList());
    root.on("number", event -> heard.add(event.arg(0).asInt()));
    client.on("number", args -> heard.add(args[0]));
    Socket socket = connect(client, transports);

    numbers.forEach(number -> client.emit("number", number));
    assertThat(numbers).allSatisfy(number -> assertThat(next(heard)).isEqualTo(number));
    numbers.forEach(number -> socket.emit("number", number));
    assertThat(numbers).allSatisfy(number -> assertThat(next(heard)).isEqualTo(number));
  }

  @OverEachTransport
  void two_namespaces_share_a_connection_each_for_itself(String transports) {
    io.socket.client.Socket client = client(transports);
    io.of("/chat").onConnection(sockets::add);
    connect(client, transports);
    io.socket.client.Socket chat = client.io().socket("/chat");
    client.on("told", heard::add);
    chat.on("told", args -> heard.add("chat " + args[0]));
    chat.connect();
    Socket chatSocket = socket();

    root.emit("told");
    assertThat((Object[]) next(heard)).isEmpty();
    io.of("/chat").emit("told", "only");
    assertThat(next(heard)).isEqualTo("chat only");
    chatSocket.onDisconnect(heard::add);
    chat.disconnect();
    assertThat(next(heard)).isEqualTo(DisconnectReason.CLIENT_NAMESPACE_DISCONNECT);
    assertThat(echo(client, "still here")).containsExactly("still here");
  }

  @OverEachTransport
  void the_connection_is_kept_over_several_heartbeats(String transports) {
    io.socket.client.Socket client = client(transports);
    client.io().on(Manager.EVENT_TRANSPORT, args -> hearPings((Transport) args[0]));
    connect(client, transports);

    for (int beat = 0; beat < 4; beat++) {
      assertThat(next(heard)).isEqualTo(Packet.PING);
    }
    assertThat(echo(client, "still here")).containsExactly("still here");
  }

  private void hearPings(Transport transport) {
    transport.on(
        Transport.EVENT_PACKET,
        args -> {
          if (args[0] instanceof Packet<?> packet && packet.type.equals(Packet.PING)) {
            heard.add(packet.type);
          }
        });
  }

  @OverEachTransport
  void a_dropped_client_comes_back_by_itself(String transports) {
    io.socket.client.Socket client = client(transports);
    client.on("disconnect", args -> heard.add(args[0]));
    Socket first = connect(client, transports);
    first.onDisconnect(heard::add);
    client.io().on(Manager.EVENT_RECONNECT, args -> heard.add("reconnect"));
    first.drop();

    assertThat(List.of(next(heard), next(heard)))
        .contains(DisconnectReason.DROPPED)
        .containsAnyOf("transport close", "transport error");
    assertThat(next(heard)).isEqualTo("reconnect");
    assertThat(socket().id()).isNotEqualTo(first.id());
    assertThat(echo(client, new byte[] {1})).containsExactly(new byte[] {1});
  }

  @OverEachTransport
  void a_disconnected_client_stays_away(String transports) {
    io.socket.client.Socket client = client(transports);
    client.on("disconnect", args -> heard.add(args[0]));
    Socket socket = connect(client, transports);
    socket.onDisconnect(heard::add);
    socket.disconnect(true);

    assertThat(List.of(next(heard), next(heard)))
        .containsExactlyInAnyOrder(
            DisconnectReason.SERVER_NAMESPACE_DISCONNECT, "io server disconnect");
    assertThat(client.isActive()).isFalse();
  }

  @OverEachTransport
  void a_client_leaves(String transports) {
    io.socket.client.Socket client = client(transports);
    client.on("disconnect", args -> heard.add(args[0]));
    Socket socket = connect(client, transports);
    socket.onDisconnect(heard::add);
    client.disconnect();

    assertThat(List.of(next(heard), next(heard)))
        .containsExactlyInAnyOrder(
            DisconnectReason.CLIENT_NAMESPACE_DISCONNECT, "io client disconnect");
    await().untilAsserted(() -> assertThat(root.sockets()).isEmpty());
  }

  @OverEachTransport
  void a_rejected_client_hears_why(String transports) {
    io.socket.client.Socket client = client(transports);
    root.use((socket, next) -> next.reject(new ConnectError("no", Map.of("code", 7))));
    client.on("connect_error", args -> heard.add(args[0]));
    client.connect();

    JSONObject error = (JSONObject) next(heard);
    assertThat(error.toString()).contains("\"message\":\"no\"").contains("\"code\":7");
  }
}
