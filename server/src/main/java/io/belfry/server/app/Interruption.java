package io.belfry.server.app;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// What happens when somebody stops a copy (SIGINT, SIGTERM): it is given up and said to be, unless
/// it is being made final, which is waited for.
///
/// Safe for several threads.
final class Interruption implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final PrintWriter err;
  private final AtomicBoolean decided = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = Thread.ofPlatform().name("belfry-stop").unstarted(this::stop);

  Interruption(PrintWriter err) {
    this.err = err;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /// Decides that it becomes final, unless it was stopped before.
  boolean makeFinal() {
    return decided.compareAndSet(false, true);
  }

  /// The copy has ended; what it did is said by others.
  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      // It runs, and has just been told.
    }
  }

  private void stop() {
    if (decided.compareAndSet(false, true)) {
      err.println();
      err.println("belfry: stopped: nothing was copied, the same command begins anew");
      err.flush();
      return;
    }
    try {
      if (!ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        err.println("belfry: stopped while the copy was made final: run the command again");
        err.flush();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
