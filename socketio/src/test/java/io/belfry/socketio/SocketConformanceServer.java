package io.belfry.socketio;

import io.vertx.core.Vertx;
import java.time.Duration;

/// A server for the official Socket.IO test suite.
final class SocketConformanceServer {
  private SocketConformanceServer() {}

  public static void main(String[] args) {
    Vertx vertx = TestServer.vertx();
    SocketIoServer io =
        SocketIoServer.create(
            vertx,
            SocketIoOptions.defaults()
                .withEngine(
                    engine ->
                        engine
                            .withPingInterval(Duration.ofMillis(300))
                            .withPingTimeout(Duration.ofMillis(200)))
                .withConnectTimeout(Duration.ofSeconds(1)));
    register(io);
    TestServer.listen(vertx, args, io::handle);
  }

  /// The namespaces and listeners that the suite expects.
  static void register(SocketIoServer io) {
    io.of("/")
        .onConnection(socket -> socket.emit("auth", socket.handshake().auth()))
        .on("message", event -> event.socket().emit("message-back", event.args().toArray()))
        .on("message-with-ack", event -> event.ack(event.args().toArray()));
    io.of("/custom").onConnection(socket -> socket.emit("auth", socket.handshake().auth()));
  }
}
