package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.socketio.engine.WebSocketClient;
import io.belfry.socketio.engine.Wire;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server that recovers connections, with a clock that the test moves.
final class RecoveryFixture implements AutoCloseable {
  private static final Pattern CONNECTED =
      Pattern.compile("40(/[^,]+,)?\\{\"sid\":\"([\\w-]{20})\",\"pid\":\"([\\w-]{20})\"}");

  final AtomicLong nanos = new AtomicLong();
  final SocketIoServer io;
  final Namespace root;
  final Wire wire;
  final BlockingQueue<Socket> sockets = new LinkedBlockingQueue<>();
  final BlockingQueue<Socket> gone = new LinkedBlockingQueue<>();

  RecoveryFixture(RecoveryOptions recovery) {
    io =
        new SocketIoServer(
            Wire.VERTX,
            SocketIoOptions.defaults().withRecovery(recovery),
            SocketIoMetrics.NONE,
            Adapter.ALONE,
            nanos::get);
    root = io.of("/");
    wire = new Wire("/socket.io/", io::handle);
    root.onConnection(this::connected);
  }

  static void assertRecovered(Session before, Session now) {
    assertThat(now.sid()).isEqualTo(before.sid());
    assertThat(now.pid()).isEqualTo(before.pid());
    assertThat(now.socket().recovered()).isTrue();
  }

  void connected(Socket socket) {
    socket.onDisconnect(reason -> gone.add(socket));
    sockets.add(socket);
  }

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /// A client that is new.
  Session connect() {
    return connect("");
  }

  /// A client that comes back.
  Session connect(String pid, String offset) {
    return connect("{\"pid\":\"" + pid + "\",\"offset\":\"" + offset + "\"}");
  }

  Session connect(String auth) {
    return connectTo("/", auth);
  }

  Session connectTo(String namespace, String auth) {
    WebSocketClient client = wire.openWebSocket();
    String prefix = namespace.equals("/") ? "" : namespace + ",";
    String answer = client.send("40" + prefix + auth).next();
    Matcher connected = CONNECTED.matcher(answer);
    assertThat(connected.matches()).as(answer).isTrue();
    Socket socket = SocketIoTest.next(sockets);
    assertThat(socket.id()).isEqualTo(connected.group(2));
    return new Session(client, socket, connected.group(3));
  }

  /// Breaks the connection, and waits until the server knows.
  void interrupt(Session session) {
    session.client.close();
    Socket socket = SocketIoTest.next(gone);
    assertThat(socket.id()).isEqualTo(session.socket.id());
  }

  @Override
  public void close() {
    io.close().await();
    wire.close();
  }

  /// One connection of a client.
  record Session(WebSocketClient client, Socket socket, String pid) {
    String sid() {
      return socket.id();
    }

    /// Does something, then reads an event, and returns its offset.
    String heardAfter(Runnable action, String begin) {
      action.run();
      return heard(begin);
    }

    /// Reads an event, and returns its offset.
    String heard(String begin) {
      String packet = client.next();
      assertThat(packet).startsWith(begin);
      Matcher event = Pattern.compile(".*,?\"([\\w-]{20}\\.[0-9a-z]+)\"]").matcher(packet);
      assertThat(event.matches()).as(packet).isTrue();
      return event.group(1);
    }
  }
}
