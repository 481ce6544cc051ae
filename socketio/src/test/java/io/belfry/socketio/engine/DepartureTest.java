package io.belfry.socketio.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The end of a server that gives its clients time.
class DepartureTest extends EngineTest {
  private static final Duration SPREAD = Duration.ofSeconds(5);
  private static final int MANY = 1_000;

  @Test
  void many_sessions_go_evenly() {
    MockTicker ticker = Ticker.newMockTicker();
    EmbeddedChannel channel = EmbeddedChannel.builder().ticker(ticker).build();
    EngineLoop loop = loopOf(channel);
    open(loop, MANY);

    new Departure(loop, SPREAD).begin();

    assertThat(loop.sessions()).hasSize(MANY - 1);
    for (int tenth = 1; tenth < 10; tenth++) {
      ticker.advance(SPREAD.toMillis() / 10, TimeUnit.MILLISECONDS);
      channel.runScheduledPendingTasks();
      assertThat(MANY - loop.sessions().size() - MANY * tenth / 10).isBetween(0, 5);
    }
    ticker.advance(SPREAD.toMillis() / 10, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    assertThat(loop.sessions()).isEmpty();
    assertThat(ends).hasSize(MANY).containsOnly(CloseReason.SERVER_SHUTDOWN);
  }

  @Test
  void few_sessions_do_not_take_the_whole_time() {
    MockTicker ticker = Ticker.newMockTicker();
    EmbeddedChannel channel = EmbeddedChannel.builder().ticker(ticker).build();
    EngineLoop loop = loopOf(channel);
    open(loop, 3);

    new Departure(loop, SPREAD).begin();
    ticker.advance(10, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    assertThat(loop.sessions()).hasSize(1);
    ticker.advance(10, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    assertThat(loop.sessions()).isEmpty();
  }

  @Test
  void all_go_at_once_without_a_spread() {
    EngineLoop loop = loopOf(new EmbeddedChannel());
    open(loop, MANY);

    new Departure(loop, Duration.ZERO).begin();

    assertThat(loop.sessions()).isEmpty();
  }

  @Test
  void a_session_is_served_until_its_turn_and_new_ones_are_refused() throws IOException {
    String polling = wire.openPolling();
    EngineSession waits = session();
    Future<Void> closed = closingAllBut(waits);

    assertThat(wire.get(POLLING).statusCode()).isEqualTo(503);
    assertThat(wire.get(POLLING).headers().firstValue("Retry-After")).contains("1");
    assertThat(refusals).containsOnly(RequestError.SHUTTING_DOWN);
    assertThat(wire.post(polling, "4still").body()).isEqualTo("ok");
    assertThat(wire.get(polling).body()).isEqualTo("4still");

    CompletableFuture<HttpResponse<String>> poll = wire.getLater(polling);
    engine.close();
    // What it hears is the end (the packet `close`), or that it is over already.
    assertThat(poll.join().body()).isIn("1", "{\"code\":1,\"message\":\"Session ID unknown\"}");
    closed.await();
    assertThat(end()).isEqualTo(CloseReason.SERVER_SHUTDOWN);
  }

  /// Begins to close the server, without a turn for this session.
  private Future<Void> closingAllBut(EngineSession session) {
    EngineLoop loop = session.loop();
    CompletableFuture<Future<Void>> closing = new CompletableFuture<>();
    loop.execute(
        () -> {
          loop.remove((Session) session);
          closing.complete(engine.close(SPREAD));
          loop.add((Session) session);
        });
    return closing.join();
  }

  private EngineLoop loopOf(EmbeddedChannel channel) {
    VertxInternal vertx = (VertxInternal) Wire.VERTX;
    return new EngineLoop(vertx.contextBuilder().withEventLoop(channel.eventLoop()).build());
  }

  private void open(EngineLoop loop, int sessions) {
    for (int i = 0; i < sessions; i++) {
      Doorkeeper.Visitor visitor =
          requireNonNull(
              engine.doorkeeper().enter("192.0.2.1", Ticker.systemTicker().nanoTime()).visitor());
      PollingCodec codec = PollingCodec.of(WireFormat.V4);
      new Session(
              engine,
              loop,
              "session" + i,
              EngineProtocol.V4,
              visitor,
              session -> new PollingTransport(session, engine.options(), codec))
          .start(
              new EngineRequest(
                  MultiMap.caseInsensitiveMultiMap(),
                  MultiMap.caseInsensitiveMultiMap(),
                  "192.0.2.1",
                  Instant.EPOCH));
    }
    assertThat(loop.sessions()).hasSize(sessions);
  }
}
