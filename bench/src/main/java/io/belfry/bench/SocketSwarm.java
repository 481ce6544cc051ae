package io.belfry.bench;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/// Many sockets, one for each user from 0 on, that tell one listener what arrives. After [#connect]
/// the event loop's thread only.
final class SocketSwarm {
  /// How many sockets may be saying hello at the same time.
  static final int WINDOW = 64;

  /// Hears of each notification or event that arrives at a socket, with what its [Mark] says.
  interface Listener {
    void delivered(int user, long dueNanos, int number);
  }

  private final LoadClient client;
  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private final String[] hellos;
  private Listener listener = (_, _, _) -> {};
  private int begun;
  private int ready;
  private long beganAt;
  private volatile long connectNanos;

  SocketSwarm(LoadClient client, Dialect dialect, int size) {
    this.client = client;
    hellos = new String[size];
    Arrays.setAll(hellos, dialect::hello);
  }

  /// Connects all; done when each of them can receive.
  CompletableFuture<Void> connect() {
    client.schedule(
        0,
        () -> {
          beganAt = Mark.now();
          for (int i = Math.min(WINDOW, size()); i > 0; i--) {
            connectNext();
          }
        });
    return connected;
  }

  /// How long [#connect] took, once it is done.
  double connectSeconds() {
    return connectNanos / 1e9;
  }

  int size() {
    return hellos.length;
  }

  void listener(Listener listener) {
    this.listener = listener;
  }

  void ready() {
    ready++;
    if (begun < size()) {
      connectNext();
    } else if (ready == size()) {
      connectNanos = Mark.now() - beganAt;
      connected.complete(null);
    }
  }

  void delivered(int user, long dueNanos, int number) {
    listener.delivered(user, dueNanos, number);
  }

  void failed(Throwable cause) {
    client.failed(cause);
  }

  private void connectNext() {
    int user = begun++;
    ClientSocket socket = new ClientSocket(this, user, hellos[user]);
    client.connect(
        client.ports().socket(),
        channel -> channel.pipeline().addLast(new WebSocketDecoder(ClientSocket.PATH, socket)),
        () -> {});
  }
}
