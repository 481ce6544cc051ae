package io.belfry.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/// Sockets of the sync dialect, one for each user from 0 on, that come back by themselves. After
/// the constructor the event loop's thread only.
final class SyncFleet {

  /// Hears of each socket that has its first `inbox` event of a connection, and of each that was
  /// disturbed.
  interface Listener {
    void live(int user);

    void disturbed(Throwable cause);
  }

  private final LoadClient client;
  private final Listener listener;
  private final List<SyncSocket> sockets = new ArrayList<>();
  private final CompletableFuture<Void> allLive = new CompletableFuture<>();
  private int begun;
  private int liveCount;

  SyncFleet(
      LoadClient client, List<Replica> replicas, IntFunction<String> tokens, Listener listener) {
    this.client = client;
    this.listener = listener;
    for (int user = 0; user < replicas.size(); user++) {
      sockets.add(new SyncSocket(this, client, user, tokens.apply(user), replicas.get(user)));
    }
  }

  /// Connects all, so many at a time; done when each is live. Any thread.
  CompletableFuture<Void> connect() {
    client.schedule(
        0,
        () -> {
          for (int i = Math.min(SocketSwarm.WINDOW, sockets.size()); i > 0; i--) {
            sockets.get(begun++).connect();
          }
        });
    return allLive;
  }

  void drop(int user) {
    sockets.get(user).drop();
  }

  int size() {
    return sockets.size();
  }

  void live(SyncSocket socket) {
    liveCount++;
    listener.live(socket.user());
    if (begun < sockets.size()) {
      sockets.get(begun++).connect();
    } else if (liveCount == sockets.size()) {
      allLive.complete(null);
    }
  }

  void gone() {
    liveCount--;
  }

  void disturbed(Throwable cause) {
    listener.disturbed(cause);
  }
}
