package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.socketio.engine.CloseReason;
import io.belfry.socketio.engine.RequestError;
import io.belfry.socketio.engine.TransportKind;
import io.belfry.socketio.engine.WebSocketClient;
import io.belfry.socketio.engine.Wire;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetricsTest {
  @Test
  void the_life_of_a_connection_is_reported() {
    Recorder recorder = new Recorder();
    SocketIoServer io = SocketIoServer.create(Wire.VERTX, SocketIoOptions.defaults(), recorder);
    io.of("/").on("ask", event -> event.ack());
    try (Wire wire = new Wire("/socket.io/", io::handle)) {
      wire.get("EIO=5&transport=polling");
      try (WebSocketClient client = wire.openWebSocket()) {
        client.send("40/none").next();
        client.send("40").next();
        client.send("421[\"ask\"]").next();
        client.send("4x").closeCode();
      }
      await().until(() -> recorder.reports.contains("closed WEBSOCKET PARSE_ERROR"));
      io.close().await();
    }

    assertThat(recorder.reports)
        .containsExactly(
            "request UNSUPPORTED_PROTOCOL_VERSION",
            "opened WEBSOCKET",
            "refused",
            "connected /",
            "packet in",
            "packet out",
            "disconnected / PARSE_ERROR",
            "closed WEBSOCKET PARSE_ERROR");
  }

  @Test
  void each_limit_that_a_client_runs_into_is_reported() {
    Recorder recorder = new Recorder();
    SocketIoOptions options =
        SocketIoOptions.defaults()
            .withConnectTimeout(Duration.ofMillis(300))
            .withMaxNamespaces(2)
            .withMaxNamespaceName(20)
            .withMaxDynamicNamespaces(1)
            .withMaxPendingAcks(0)
            .withMaxPendingEvents(0);
    SocketIoServer io = SocketIoServer.create(Wire.VERTX, options, recorder);
    io.of(Pattern.compile("/t.*"));
    io.of("/")
        .onConnection(socket -> socket.use((event, next) -> {}))
        .on("never", event -> event.ack());
    try (Wire wire = new Wire("/socket.io/", io::handle)) {
      report(wire, recorder, SocketIoLimit.CONNECT_TIME);
      report(wire, recorder, SocketIoLimit.NAMESPACE_NAME, "40/" + "x".repeat(20));
      report(wire, recorder, SocketIoLimit.NAMESPACES, "40", "40/t1", "40/t2");
      report(wire, recorder, SocketIoLimit.DYNAMIC_NAMESPACES, "40/t1", "40/t2");
      report(wire, recorder, SocketIoLimit.PENDING_EVENTS, "40", "42[1]", "42[2]");
      io.of("/").onConnection(socket -> socket.emitWithAck(Duration.ofSeconds(9), "question"));
      report(wire, recorder, SocketIoLimit.PENDING_ACKS, "40");
      io.close().await();
    }
  }

  private static void report(Wire wire, Recorder recorder, SocketIoLimit limit, String... packets) {
    try (WebSocketClient client = wire.openWebSocket()) {
      for (String packet : packets) {
        client.send(packet);
      }
      await().until(() -> recorder.reports.contains("limit " + limit));
    }
  }

  private static final class Recorder implements SocketIoMetrics {
    private final List<String> reports = new CopyOnWriteArrayList<>();

    @Override
    public void sessionOpened(TransportKind transport) {
      reports.add("opened " + transport);
    }

    @Override
    public void sessionClosed(TransportKind transport, CloseReason reason) {
      reports.add("closed " + transport + " " + reason);
    }

    @Override
    public void requestRefused(RequestError error) {
      reports.add("request " + error);
    }

    @Override
    public void limitExceeded(SocketIoLimit limit) {
      reports.add("limit " + limit);
    }

    @Override
    public void connectRefused() {
      reports.add("refused");
    }

    @Override
    public void socketConnected(String namespace) {
      reports.add("connected " + namespace);
    }

    @Override
    public void socketDisconnected(String namespace, DisconnectReason reason) {
      reports.add("disconnected " + namespace + " " + reason);
    }

    @Override
    public void packetReceived() {
      reports.add("packet in");
    }

    @Override
    public void packetSent() {
      reports.add("packet out");
    }
  }
}
