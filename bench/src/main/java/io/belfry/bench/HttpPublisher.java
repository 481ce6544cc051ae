package io.belfry.bench;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;

/// A fixed number of HTTP connections that requests are posted on, each to whichever is free; when
/// none is, a request waits its turn. After [#connect] the event loop's thread only.
final class HttpPublisher {
  private static final int MAX_WAITING = 100_000;

  /// Hears of each request that was answered with a 2xx.
  interface Listener {
    void answered(int number, long tookNanos);
  }

  private final LoadClient client;
  private final ArrayDeque<HttpConnection> free = new ArrayDeque<>();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private Listener listener = (_, _) -> {};
  private int opened;

  HttpPublisher(LoadClient client) {
    this.client = client;
  }

  CompletableFuture<Void> connect(int connections) {
    CompletableFuture<Void> connected = new CompletableFuture<>();
    for (int i = 0; i < connections; i++) {
      client.connect(
          client.ports().http(),
          channel -> {
            HttpConnection connection = new HttpConnection(channel, this);
            channel.pipeline().addLast(connection);
            free.addLast(connection);
          },
          () -> {
            if (++opened == connections) {
              connected.complete(null);
            }
          });
    }
    return connected;
  }

  void listener(Listener listener) {
    this.listener = listener;
  }

  void post(ByteBuf request, int number) {
    HttpConnection connection = free.pollFirst();
    if (connection != null) {
      connection.write(request, number);
    } else if (waiting.size() < MAX_WAITING) {
      waiting.addLast(new Waiting(request, number));
    } else {
      request.release();
      failed(new LoadException("the server is " + MAX_WAITING + " requests behind"));
    }
  }

  void answered(HttpConnection connection, int number, long tookNanos) {
    Waiting next = waiting.pollFirst();
    if (next == null) {
      free.addLast(connection);
    } else {
      connection.write(next.request, next.number);
    }
    listener.answered(number, tookNanos);
  }

  void failed(Throwable cause) {
    client.failed(cause);
  }

  private record Waiting(ByteBuf request, int number) {}
}
