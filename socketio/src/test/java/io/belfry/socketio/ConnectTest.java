package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.belfry.socketio.engine.WebSocketClient;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class ConnectTest extends SocketIoTest {
  @Override
  SocketIoOptions options(SocketIoOptions defaults) {
    return defaults.withConnectTimeout(Duration.ofMillis(300)).withMaxNamespaces(2);
  }

  private void emitAuth(String namespace) {
    io.of(namespace).onConnection(socket -> socket.emit("auth", socket.handshake().auth()));
  }

  @Test
  void a_client_connects_to_the_main_namespace() {
    emitAuth("/");
    try (WebSocketClient client = wire.openWebSocket()) {
      assertThat(client.send("40").next()).matches("40\\{\"sid\":\"[\\w-]{20}\"}");
      assertThat(client.next()).isEqualTo("42[\"auth\",{}]");
    }
  }

  @Test
  void a_client_connects_to_another_namespace_with_an_auth_object() {
    emitAuth("/custom");
    try (WebSocketClient client = wire.openWebSocket()) {
      assertThat(client.send("40/custom,{\"token\":\"abc\"}").next())
          .startsWith("40/custom,{\"sid\"");
      assertThat(client.next()).isEqualTo("42/custom,[\"auth\",{\"token\":\"abc\"}]");
    }
  }

  @Test
  void an_unknown_namespace_is_refused() {
    try (WebSocketClient client = wire.openWebSocket()) {
      assertThat(client.send("40/random").next())
          .isEqualTo("44/random,{\"message\":\"Invalid namespace\"}");
    }
  }

  @Test
  void a_client_that_does_not_connect_in_time_is_closed() {
    try (WebSocketClient client = wire.openWebSocket()) {
      assertThat(client.closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void connecting_twice_closes_the_connection() {
    try (WebSocketClient client = connect()) {
      assertThat(client.send("40").closeCode()).isEqualTo(1007);
    }
  }

  @Test
  void a_connection_may_be_in_so_many_namespaces_only() {
    io.of("/a");
    io.of("/b");
    try (WebSocketClient client = connect()) {
      client.send("40/a").next();

      assertThat(client.send("40/b").closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void middleware_runs_in_its_order_and_may_decide_later_from_another_thread() {
    BlockingQueue<String> order = new LinkedBlockingQueue<>();
    root.use(
            (socket, next) -> {
              order.add("first");
              Thread.ofVirtual().start(next::proceed);
            })
        .use(
            (socket, next) -> {
              order.add("second on its loop: " + socket.context().equals(Vertx.currentContext()));
              next.proceed();
              next.reject(new ConnectError("too late"));
            });
    try (WebSocketClient client = connect()) {
      assertThat(order).first().isEqualTo("first");
      assertThat(order).hasSize(2);
      assertThat(root.sockets()).hasSize(1);
      assertThat(client.hasNext()).isFalse();
    }
  }

  @Test
  void middleware_rejects_with_a_message_and_data() {
    root.use(
        (socket, next) -> next.reject(new ConnectError("no", Map.of("code", "token_expired"))));
    try (WebSocketClient client = wire.openWebSocket()) {
      assertThat(client.send("40").next())
          .isEqualTo("44{\"message\":\"no\",\"data\":{\"code\":\"token_expired\"}}");
      assertThat(root.sockets()).isEmpty();
      assertThat(client.send("42[\"ignored\"]").send("40").next()).startsWith("44");
    }
  }

  @Test
  void middleware_that_fails_rejects() {
    root.use(
        (socket, next) -> {
          throw new IllegalStateException("of the test");
        });
    try (WebSocketClient client = wire.openWebSocket()) {
      assertThat(client.send("40").next()).isEqualTo("44{\"message\":\"Internal error\"}");
      assertThat(client.closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void the_handshake_knows_query_headers_and_address_and_is_let_go_of() {
    BlockingQueue<Handshake> handshakes = new LinkedBlockingQueue<>();
    root.onConnection(socket -> handshakes.add(socket.handshake()));
    try (WebSocketClient client = wire.webSocket("EIO=4&transport=websocket&id=a%20b&id=c")) {
      client.next();
      client.send("40").next();
      Handshake handshake = next(handshakes);

      assertThat(handshake.query("id")).contains("a b");
      assertThat(handshake.queries()).containsEntry("id", List.of("a b", "c"));
      assertThat(handshake.header("sec-websocket-VERSION")).contains("13");
      assertThat(handshake.header("absent")).isEmpty();
      assertThat(handshake.address()).isEqualTo("127.0.0.1");
      assertThat(handshake.time()).isBeforeOrEqualTo(Instant.now());
      Socket socket = socket();
      await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(socket::handshake).isInstanceOf(IllegalStateException.class));
    }
  }

  @Test
  void a_client_that_comes_back_to_a_namespace_has_its_handshake_again() {
    io.of("/custom")
        .onConnection(socket -> socket.emit("id", socket.handshake().query("id").orElse("none")));
    try (WebSocketClient client = wire.webSocket("EIO=4&transport=websocket&id=a")) {
      client.next();
      client.send("40").next();
      client.send("40/custom").next();
      assertThat(client.next()).isEqualTo("42/custom,[\"id\",\"a\"]");

      client.send("41/custom").send("40/custom").next();

      assertThat(client.next()).isEqualTo("42/custom,[\"id\",\"a\"]");
    }
  }

  @Test
  void a_client_leaves_a_namespace_and_stays_in_the_other() {
    BlockingQueue<DisconnectReason> reasons = new LinkedBlockingQueue<>();
    io.of("/custom").onConnection(socket -> socket.onDisconnect(reasons::add));
    root.on("message", event -> event.socket().emit("back", event.arg(0)));
    try (WebSocketClient client = connect()) {
      client.send("40/custom").next();
      client.send("41/custom").send("42/custom,[\"late\"]").send("42[\"message\",\"here\"]");

      assertThat(next(reasons)).isEqualTo(DisconnectReason.CLIENT_NAMESPACE_DISCONNECT);
      assertThat(client.next()).isEqualTo("42[\"back\",\"here\"]");
      assertThat(io.of("/custom").sockets()).isEmpty();
    }
  }

  @Test
  void the_server_puts_a_socket_out_or_closes_its_connection() {
    io.of("/custom");
    try (WebSocketClient client = connect()) {
      client.send("40/custom").next();
      BlockingQueue<DisconnectReason> reasons = new LinkedBlockingQueue<>();
      Socket socket = socket().onDisconnect(reasons::add);
      io.of("/custom").sockets().forEach(Socket::disconnect);

      assertThat(client.next()).isEqualTo("41/custom,");
      assertThat(socket.isConnected()).isTrue();

      socket.disconnect(true);

      assertThat(client.next()).isEqualTo("41");
      assertThat(client.closeCode()).isEqualTo(1000);
      assertThat(next(reasons)).isEqualTo(DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
      assertThat(socket.isConnected()).isFalse();
      await().untilAsserted(() -> assertThat(io.connections()).isZero());
    }
  }

  @Test
  void a_broken_connection_disconnects_its_sockets() {
    BlockingQueue<DisconnectReason> reasons = new LinkedBlockingQueue<>();
    try (WebSocketClient client = connect()) {
      assertThat(client.hasNext()).isFalse();
      socket().onDisconnect(reasons::add);
    }

    assertThat(next(reasons).text()).isEqualTo("transport close");
  }

  @Test
  void closing_the_server_disconnects_all() {
    BlockingQueue<DisconnectReason> reasons = new LinkedBlockingQueue<>();
    try (WebSocketClient client = connect()) {
      Socket socket = socket().onDisconnect(reasons::add);
      io.close().await();

      assertThat(client.closeCode()).isEqualTo(1001);
      assertThat(next(reasons)).isEqualTo(DisconnectReason.SERVER_SHUTDOWN);
      socket.onDisconnect(reasons::add);
      assertThat(next(reasons)).isEqualTo(DisconnectReason.SERVER_SHUTDOWN);
    }
  }
}
