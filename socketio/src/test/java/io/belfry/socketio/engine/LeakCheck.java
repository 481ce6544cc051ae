package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/// Fails a test class after which a buffer was found that nobody had released. It is there for all
/// of them (see `META-INF/services`), since Netty finds such a buffer only some time later.
public final class LeakCheck implements BeforeAllCallback, AfterAllCallback {
  private static final int ROUNDS = 2;
  private static final int COLLECTION_MILLIS = 5_000;
  private static final Appender APPENDER = new Appender();

  @Override
  public void beforeAll(ExtensionContext context) {
    if (!APPENDER.isStarted()) {
      APPENDER.start();
      ((Logger) LoggerFactory.getLogger(ResourceLeakDetector.class)).addAppender(APPENDER);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
    for (int i = 0; i < ROUNDS; i++) {
      collectGarbage();
      // Whoever allocates reports what was found.
      PooledByteBufAllocator.DEFAULT.buffer(1).release();
    }
    assertThat(APPENDER.leaks).as("buffers that were not released").isEmpty();
  }

  private static void collectGarbage() throws InterruptedException {
    ReferenceQueue<Object> collected = new ReferenceQueue<>();
    PhantomReference<Object> garbage = new PhantomReference<>(new Object(), collected);
    System.gc();
    assertThat(collected.remove(COLLECTION_MILLIS)).isSameAs(garbage);
  }

  private static final class Appender extends AppenderBase<ILoggingEvent> {
    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      if (event.getLevel() == Level.ERROR) {
        leaks.add(event.getFormattedMessage());
      }
    }
  }
}
