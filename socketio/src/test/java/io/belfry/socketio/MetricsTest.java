package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.socketio.engine.CloseReason;
import io.belfry.socketio.engine.RequestError;
import io.belfry.socketio.engine.TransportKind;
import io.belfry.socketio.engine.WebSocketClient;
import io.belfry.socketio.engine.Wire;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
            "closed WEBSOCKET PARSE_ERROR",
            "disconnected / PARSE_ERROR");
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
