package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.socketio.engine.WebSocketClient;
import io.belfry.socketio.engine.Wire;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The end of a server that owns an adapter.
class AdapterCloseTest {
  private static final int THREADS = 8;

  private final Queue<Integer> connectionsAtClose = new ConcurrentLinkedQueue<>();
  private final SocketIoServer io =
      SocketIoServer.create(
          Wire.VERTX, SocketIoOptions.defaults(), SocketIoMetrics.NONE, new Recorder());

  @Test
  void the_adapter_is_closed_once_however_often_and_at_once_the_server_is() {
    try (Wire wire = new Wire("/socket.io/", io::handle);
        WebSocketClient client = wire.openWebSocket();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      CountDownLatch ready = new CountDownLatch(THREADS);
      List<CompletableFuture<Void>> closing =
          Stream.generate(() -> CompletableFuture.runAsync(() -> closeWithOthers(ready), threads))
              .limit(THREADS)
              .toList();
      closing.forEach(CompletableFuture::join);

      assertThat(client.closeCode()).isEqualTo(1001);
      io.close().await();
      assertThat(connectionsAtClose).containsExactly(0);
    }
  }

  private void closeWithOthers(CountDownLatch ready) {
    ready.countDown();
    try {
      ready.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    io.close().await();
  }

  /// Keeps how many connections there are when it is closed.
  private final class Recorder implements Adapter {
    @Override
    public void start(String node, AdapterReceiver receiver) {}

    @Override
    public CompletionStage<Integer> publish(AdapterCommand command) {
      return CompletableFuture.completedStage(0);
    }

    @Override
    public void reply(AdapterAnswer answer) {}

    @Override
    public void close() {
      connectionsAtClose.add(io.connections());
    }
  }
}
