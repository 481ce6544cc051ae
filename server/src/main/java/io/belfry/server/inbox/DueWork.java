package io.belfry.server.inbox;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what is due by the clock, such as taking away what has expired. What is due is asked of the
/// stores each time, so that a restart loses nothing; and whoever does it takes it off what is due
/// in the same transaction, so that several nodes that do it at once do it once.
///
/// Safe for several threads.
public final class DueWork {
  private static final Logger log = LoggerFactory.getLogger(DueWork.class);

  /// Few, so that a send that comes just now does not wait long.
  private static final int AT_ONCE = 32;

  private final List<Kind<?>> kinds;
  private final InstantSource clock;
  private final AtomicBoolean working = new AtomicBoolean();
  private boolean failing;

  public DueWork(List<Kind<?>> kinds, InstantSource clock) {
    this.kinds = List.copyOf(kinds);
    this.clock = clock;
  }

  /// Does all that is due, some of each kind in turn, with pauses as long as that takes. What
  /// cannot be done is passed over and tried again with the next call. Blocks; while another thread
  /// does it, nothing happens.
  public void run() {
    if (!working.compareAndSet(false, true)) {
      return;
    }
    try {
      failing = !runAll();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      working.set(false);
    }
  }

  /// Whether all of it is done.
  private boolean runAll() throws InterruptedException {
    boolean all = true;
    long nowMs = clock.millis();
    List<Pass<?>> left = new ArrayList<>();
    kinds.forEach(kind -> left.add(new Pass<>(kind, nowMs)));
    while (!left.isEmpty()) {
      long beginNanos = System.nanoTime();
      for (Pass<?> pass : List.copyOf(left)) {
        all &= isDone(pass);
        if (pass.isOver) {
          left.remove(pass);
        }
      }
      if (!left.isEmpty()) {
        TimeUnit.NANOSECONDS.sleep(System.nanoTime() - beginNanos);
      }
    }
    return all;
  }

  /// Does the next few of `pass`; whether that went well.
  private boolean isDone(Pass<?> pass) {
    try {
      boolean done = pass.goOn();
      if (!done && !failing) {
        log.atWarn().log("Some of what is due stays; it is tried again");
      }
      return done;
    } catch (RuntimeException failure) {
      if (!failing) {
        log.atWarn().setCause(failure).log("What is due stays; it is tried again");
      }
      pass.isOver = true;
      return false;
    }
  }

  /// Work of one kind, each piece of which is due at some time. Safe for several threads; every
  /// method may block.
  ///
  /// @param <T> one piece of it
  public interface Kind<T> {
    /// At most `limit` pieces behind `after` that are due at `nowMs` (epoch milliseconds) and not
    /// done yet, in their order.
    List<T> due(Optional<T> after, long nowMs, int limit);

    /// Does `some`, as far as nobody else has; false when some of it is to be tried again.
    boolean work(List<T> some);
  }

  /// How far the work of one kind has come.
  private static final class Pass<T> {
    private final Kind<T> kind;
    private final long nowMs;
    private Optional<T> after = Optional.empty();
    private boolean isOver;

    Pass(Kind<T> kind, long nowMs) {
      this.kind = kind;
      this.nowMs = nowMs;
    }

    /// Does the next few; whether that went well.
    boolean goOn() {
      List<T> some = kind.due(after, nowMs, AT_ONCE);
      isOver = some.size() < AT_ONCE;
      after = some.isEmpty() ? after : Optional.of(some.getLast());
      return some.isEmpty() || kind.work(some);
    }
  }
}
