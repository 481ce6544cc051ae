package io.belfry.bench;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/// A fixed number of HTTP connections that requests are posted on, each to whichever is free; when
/// none is, a request waits its turn. After [#connect] the event loop's thread only.
final class HttpPublisher {
  private static final int MAX_WAITING = 100_000;

  /// Hears of each request that was answered with a 2xx.
  interface Listener {
    void answered(int number, long tookNanos);

    /// A request was answered otherwise, or a connection was lost: this fails the run unless the
    /// listener knows better.
    default void disturbed(HttpPublisher publisher, Throwable cause) {
      publisher.client.failed(cause);
    }
  }

  private final LoadClient client;
  private final ArrayDeque<HttpConnection> free = new ArrayDeque<>();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private Listener listener = (_, _) -> {};
  private int underWay;

  HttpPublisher(LoadClient client) {
    this.client = client;
  }

  CompletableFuture<Void> connect(int connections) {
    CompletableFuture<Void> connected = new CompletableFuture<>();
    AtomicInteger left = new AtomicInteger(connections);
    for (int i = 0; i < connections; i++) {
      connectOne(
          () -> {
            if (left.decrementAndGet() == 0) {
              connected.complete(null);
            }
          });
    }
    return connected;
  }

  /// One connection more; a refused one is a disturbance.
  void connectOne(Runnable connected) {
    client.connect(
        client.ports().http(),
        channel -> channel.pipeline().addLast(new HttpConnection(channel, this)),
        connected,
        cause -> listener.disturbed(this, cause));
  }

  /// How many requests are waiting or have no answer yet.
  int underWay() {
    return underWay;
  }

  void listener(Listener listener) {
    this.listener = listener;
  }

  void post(ByteBuf request, int number) {
    underWay++;
    HttpConnection connection = free.pollFirst();
    if (connection != null) {
      connection.write(request, number);
    } else if (waiting.size() < MAX_WAITING) {
      waiting.addLast(new Waiting(request, number));
    } else {
      request.release();
      client.failed(new LoadException("the server is " + MAX_WAITING + " requests behind"));
    }
  }

  void opened(HttpConnection connection) {
    free(connection);
  }

  void answered(HttpConnection connection, int number, long tookNanos) {
    underWay--;
    free(connection);
    listener.answered(number, tookNanos);
  }

  void refused(HttpConnection connection, LoadException answer) {
    underWay--;
    free(connection);
    listener.disturbed(this, answer);
  }

  void lost(HttpConnection connection, Throwable cause) {
    if (!free.remove(connection)) {
      underWay--;
    }
    listener.disturbed(this, cause);
  }

  private void free(HttpConnection connection) {
    Waiting next = waiting.pollFirst();
    if (next == null) {
      free.addLast(connection);
    } else {
      connection.write(next.request, next.number);
    }
  }

  private record Waiting(ByteBuf request, int number) {}
}
