package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Messages on their way from the event loop of a WebSocket to that of its session, while this one
/// is busy. They are so small that they weigh less than what it takes to bring them there.
class HandingOverTest extends EngineTest {
  private static final int MOST_BYTES = 10_000;

  private final WebSocketTransport transport = new WebSocketTransport(engine, WireFormat.V4, 0);
  private final EmbeddedChannel channel = new EmbeddedChannel(transport);
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final List<Boolean> readMeanwhile = new CopyOnWriteArrayList<>();

  @Override
  EngineOptions options(EngineOptions defaults) {
    return defaults.withMaxPayload(MOST_BYTES);
  }

  @Test
  void a_client_is_not_read_from_until_half_of_what_it_sent_was_taken_and_loses_nothing() {
    try (WebSocketClient other = wire.openWebSocket()) {
      EngineLoop loop = session().loop();
      transport.receiveAt(loop, new Receiver());
      for (int round = 0; round < 3; round++) {
        taken.clear();
        readMeanwhile.clear();

        int sent = sendWhileBusy(loop);

        assertThat(sent).isBetween(MOST_BYTES / 300, MOST_BYTES / 250);
        assertThat(taken).isEqualTo(texts(sent));
        assertThat(readMeanwhile.indexOf(true)).isBetween(sent / 3, sent * 2 / 3);
        assertThat(readMeanwhile).last().isEqualTo(true);
      }
      assertThat(other.send("4still there").next()).isEqualTo("4still there");
    } finally {
      channel.finishAndReleaseAll();
    }
  }

  /// Sends as long as it is read from while the loop is busy; how many that were. The loop has
  /// taken all of them when this returns.
  private int sendWhileBusy(EngineLoop loop) {
    CountDownLatch busy = new CountDownLatch(1);
    loop.execute(() -> awaitUninterruptibly(busy));
    int sent = 0;
    try {
      while (channel.config().isAutoRead() && sent < MOST_BYTES) {
        channel.writeInbound(Unpooled.wrappedBuffer(RawSocket.textFrame("" + sent)));
        sent++;
      }
    } finally {
      busy.countDown();
    }
    CompletableFuture.runAsync(() -> {}, loop::execute).join();
    return sent;
  }

  private static List<String> texts(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Receiver implements WebSocketReceiver {
    @Override
    public void onText(WebSocketTransport from, ByteBuf packet) {
      taken.add(packet.toString(StandardCharsets.UTF_8));
      readMeanwhile.add(channel.config().isAutoRead());
    }

    @Override
    public void onBinary(WebSocketTransport from, ByteBuf payload) {
      taken.add("binary");
    }

    @Override
    public void onClosed(WebSocketTransport from, CloseReason reason) {
      taken.add(reason.text());
    }
  }
}
