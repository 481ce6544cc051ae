package io.belfry.socketio.engine;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/// The server below the engine's tests: it echoes, and keeps what happens to its sessions.
abstract class EngineTest {
  static final String PATH = "/engine.io/";
  static final String POLLING = "EIO=4&transport=polling";
  static final String WEBSOCKET = "EIO=4&transport=websocket";
  static final String WEBSOCKET_TARGET = PATH + "?" + WEBSOCKET;

  final BlockingQueue<EngineSession> sessions = new LinkedBlockingQueue<>();
  final BlockingQueue<CloseReason> ends = new LinkedBlockingQueue<>();
  final BlockingQueue<RequestError> refusals = new LinkedBlockingQueue<>();
  final BlockingQueue<EngineLimit> limits = new LinkedBlockingQueue<>();
  final AtomicInteger failedUpgrades = new AtomicInteger();
  final EngineServer engine =
      EngineServer.create(
          Wire.VERTX,
          options(EngineOptions.defaults()),
          new Recorder(),
          (session, request) -> new Echo(session));
  final Wire wire = new Wire(PATH, engine::handle);

  EngineOptions options(EngineOptions defaults) {
    return defaults;
  }

  static EngineOptions fastHeartbeat(EngineOptions defaults) {
    return defaults
        .withPingInterval(Duration.ofMillis(100))
        .withPingTimeout(Duration.ofMillis(500));
  }

  @AfterEach
  void stop() {
    engine.close().await();
    wire.close();
  }

  CloseReason end() {
    return next(ends);
  }

  EngineSession session() {
    return next(sessions);
  }

  private static <T> T next(BlockingQueue<T> queue) {
    try {
      T next = queue.poll(5, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing happened");
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private final class Recorder implements EngineMetrics {
    @Override
    public void requestRefused(RequestError error) {
      refusals.add(error);
    }

    @Override
    public void limitExceeded(EngineLimit limit) {
      limits.add(limit);
    }

    @Override
    public void upgradeFailed() {
      failedUpgrades.incrementAndGet();
    }
  }

  private final class Echo extends EchoHandler {
    private Echo(EngineSession session) {
      super(session);
      sessions.add(session);
    }

    @Override
    public void onClose(CloseReason reason) {
      ends.add(reason);
    }
  }
}
