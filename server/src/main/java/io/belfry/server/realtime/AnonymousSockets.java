package io.belfry.server.realtime;

import io.belfry.socketio.Socket;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The sockets that have not said yet who they are: each is closed when it takes too long. Safe for
/// several threads.
public final class AnonymousSockets {
  private final Vertx vertx;
  private final Duration patience;
  private final Map<Socket, Long> timers = new ConcurrentHashMap<>();

  /// @param patience how long a socket may stay anonymous
  public AnonymousSockets(Vertx vertx, Duration patience) {
    this.vertx = vertx;
    this.patience = patience;
  }

  void add(Socket socket) {
    timers.put(socket, vertx.setTimer(patience.toMillis(), timer -> close(socket)));
    socket.onDisconnect(reason -> remove(socket));
  }

  void remove(Socket socket) {
    Long timer = timers.remove(socket);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }

  private void close(Socket socket) {
    if (timers.remove(socket) != null) {
      socket.disconnect(true);
    }
  }
}
