package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.socketio.engine.WebSocketClient;
import io.belfry.socketio.engine.Wire;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/// The server below the tests of namespaces and sockets.
abstract class SocketIoTest {
  static final String WEBSOCKET = "EIO=4&transport=websocket";

  final SocketIoServer io = SocketIoServer.create(Wire.VERTX, options(SocketIoOptions.defaults()));
  final Namespace root = io.of("/");
  final Wire wire = new Wire("/socket.io/", io::handle);
  final BlockingQueue<Socket> sockets = new LinkedBlockingQueue<>();

  SocketIoTest() {
    root.onConnection(sockets::add);
  }

  SocketIoOptions options(SocketIoOptions defaults) {
    return defaults;
  }

  @AfterEach
  void stop() {
    io.close().await();
    wire.close();
  }

  /// A client that is connected to the main namespace.
  WebSocketClient connect() {
    WebSocketClient client = wire.openWebSocket();
    assertThat(client.send("40").next()).startsWith("40{\"sid\":\"");
    return client;
  }

  /// The server's side of the client that connected last.
  Socket socket() {
    return next(sockets);
  }

  static <T> T next(BlockingQueue<T> queue) {
    try {
      T next = queue.poll(5, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing happened");
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
