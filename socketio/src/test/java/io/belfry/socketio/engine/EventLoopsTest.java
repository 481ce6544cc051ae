package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Requests of one session that arrive on different event loops.
class EventLoopsTest {
  private static final int LOOPS = 2;

  private final Set<Thread> httpThreads = ConcurrentHashMap.newKeySet();
  private final Set<Thread> sessionThreads = ConcurrentHashMap.newKeySet();
  private final EngineServer engine =
      EngineServer.create(
          Wire.VERTX,
          EngineOptions.defaults(),
          EngineMetrics.NONE,
          (session, request) -> new Echo(session));
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicInteger late = new AtomicInteger();
  private final AtomicLong received = new AtomicLong();
  private final BlockingQueue<EngineSession> sessions = new LinkedBlockingQueue<>();
  private volatile int port;
  private String deployment = "";

  @BeforeEach
  void start() {
    deployment =
        Wire.VERTX
            .deployVerticle(Listener::new, new DeploymentOptions().setInstances(LOOPS))
            .await();
  }

  @AfterEach
  void stop() {
    engine.close().await();
    Wire.VERTX.undeploy(deployment).await();
  }

  @Test
  void polls_and_posts_of_a_session_run_on_its_own_loop() throws IOException {
    try (RawSocket one = new RawSocket(port);
        RawSocket other = new RawSocket(port)) {
      String sid = Wire.sid(get(one, "EIO=4&transport=polling"));
      String session = "EIO=4&transport=polling&sid=" + sid;
      for (int i = 0; i < 20; i++) {
        String message = "4message " + i;
        assertThat(post(other, session, message)).isEqualTo("ok");
        assertThat(get(one, session)).isEqualTo(message);
        assertThat(post(one, session, message)).isEqualTo("ok");
        assertThat(get(other, session)).isEqualTo(message);
      }
    }

    assertThat(httpThreads).hasSize(LOOPS);
    assertThat(sessionThreads).hasSize(1);
  }

  @Test
  void an_upgrade_on_another_loop_leaves_the_session_on_its_own() throws IOException {
    try (RawSocket one = new RawSocket(port);
        RawSocket other = upgraded(one)) {
      assertThat(other.write(RawSocket.frame(0x82, new byte[] {65})).readFrame()).isEqualTo("BA");
      engine.close().await();
      assertThat(other.readFrame()).isEqualTo("C1001");
    }

    assertThat(httpThreads).hasSize(LOOPS);
    assertThat(sessionThreads).hasSize(1);
  }

  /// A message that was on its way to the session's loop when the session ended made a socket that
  /// nobody ever put out again.
  @Test
  void nothing_reaches_a_session_after_its_end() throws IOException {
    try (RawSocket one = new RawSocket(port);
        RawSocket other = upgraded(one)) {
      other.write(RawSocket.textFrame("1"), RawSocket.textFrame("4late"));
      assertThat(other.isEnded()).isTrue();
    }
    engine.close().await();

    assertThat(ended).hasValue(1);
    assertThat(late).hasValue(0);
  }

  @Test
  void a_client_is_read_from_only_as_fast_as_its_session_takes() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    byte[] frame = RawSocket.textFrame("4" + "x".repeat(60_000));
    int frames = 1_000;
    try (RawSocket one = new RawSocket(port);
        RawSocket other = upgraded(one)) {
      sessions.take().loop().execute(() -> awaitUninterruptibly(busy));
      CompletableFuture<Void> written =
          CompletableFuture.runAsync(() -> writeAll(other, frame, frames));

      try {
        assertThatThrownBy(() -> written.get(3, TimeUnit.SECONDS))
            .isInstanceOf(TimeoutException.class);
      } finally {
        busy.countDown();
      }
      written.get(20, TimeUnit.SECONDS);
      await().untilAtomic(received, equalTo(frames * 60_000L));
    }
  }

  private static void writeAll(RawSocket socket, byte[] frame, int times) {
    try {
      for (int i = 0; i < times; i++) {
        socket.write(frame);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A WebSocket on another loop than the session that it took over.
  private RawSocket upgraded(RawSocket one) throws IOException {
    String sid = Wire.sid(get(one, "EIO=4&transport=polling"));
    RawSocket other = new RawSocket(port);
    other.write(
        RawSocket.upgradeRequest("/engine.io/?EIO=4&transport=websocket&sid=" + sid),
        RawSocket.textFrame("2probe"));
    other.readHead();
    assertThat(other.readFrame()).isEqualTo("T3probe");
    other.write(RawSocket.textFrame("5"), RawSocket.textFrame("4hello"));
    assertThat(other.readFrame()).isEqualTo("T4hello");
    assertThat(httpThreads).hasSize(LOOPS);
    return other;
  }

  private static String get(RawSocket socket, String query) throws IOException {
    return exchange(socket, "GET /engine.io/?" + query + " HTTP/1.1\r\nHost: a\r\n\r\n");
  }

  private static String post(RawSocket socket, String query, String body) throws IOException {
    return exchange(
        socket,
        "POST /engine.io/?"
            + query
            + " HTTP/1.1\r\nHost: a\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  private static String exchange(RawSocket socket, String request) throws IOException {
    String head = socket.write(request.getBytes(StandardCharsets.US_ASCII)).readHead();
    assertThat(head).startsWith("HTTP/1.1 200");
    return socket.readBytes(
        Integer.parseInt(head.replaceFirst("(?si).*content-length: (\\d+).*", "$1")));
  }

  private final class Listener extends AbstractVerticle {
    @Override
    public void start(Promise<Void> started) {
      HttpServer server = vertx.createHttpServer();
      server
          .requestHandler(
              request -> {
                httpThreads.add(Thread.currentThread());
                engine.handle(request);
              })
          .listen(-1, "127.0.0.1")
          .onSuccess(listening -> port = listening.actualPort())
          .<Void>mapEmpty()
          .onComplete(started);
    }
  }

  private final class Echo implements EngineHandler {
    private final EngineSession session;

    private Echo(EngineSession session) {
      this.session = session;
      sessions.add(session);
    }

    @Override
    public void onText(ByteBuf payload) {
      if (ended.get() > 0) {
        late.incrementAndGet();
      }
      if (payload.readableBytes() > 1_000) {
        received.addAndGet(payload.readableBytes());
        return;
      }
      sessionThreads.add(Thread.currentThread());
      session.send(EngineMessage.text(payload.toString(StandardCharsets.UTF_8)));
    }

    @Override
    public void onBinary(ByteBuf payload) {
      sessionThreads.add(Thread.currentThread());
      session.send(EngineMessage.binary(ByteBufUtil.getBytes(payload)));
    }

    @Override
    public void onClose(CloseReason reason) {
      ended.incrementAndGet();
    }
  }
}
