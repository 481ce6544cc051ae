package io.belfry.server.inbox;

import io.belfry.server.problem.ProblemCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The second half of a lane: waits for the disk, then answers and tells everybody. Meanwhile the
/// lane applies the next transaction and has at most one more ready, so that commands gather for
/// the one after it.
///
/// [#hand] is for the lane's thread. What it is handed is finished in order, one at a time: on a
/// thread of its own, or on the lane's when nothing else waits.
final class Flusher {
  private static final Logger log = LoggerFactory.getLogger(Flusher.class);
  private static final int AHEAD = 1;

  private final InboxStore store;
  private final ChangeListener listener;
  private final Durability durability;
  private final Timer timer;

  /// Nothing is the end.
  private final BlockingQueue<Optional<Applied>> handed = new ArrayBlockingQueue<>(AHEAD);

  private final AtomicInteger underWay = new AtomicInteger();
  private final Thread thread;
  private volatile boolean broken;

  Flusher(InboxStore store, ChangeListener listener, Durability durability, MeterRegistry meters) {
    this.store = store;
    this.listener = listener;
    this.durability = durability;
    this.timer = Timer.builder("belfry.lane.flush").register(meters);
    this.thread = Thread.ofPlatform().name("belfry-flush").start(this::run);
  }

  /// One transaction that the store has applied: its number, whose commands were in it, what became
  /// of them, and how inboxes moved.
  record Applied(
      long number,
      List<Submission> submissions,
      List<Outcome> outcomes,
      List<InboxChange> changes) {}

  /// Takes over `applied`; waits while too much is under way.
  ///
  /// @param alone whether there is nobody to keep waiting: then this thread does it, which spares
  ///   the change of threads
  void hand(Applied applied, boolean alone) throws InterruptedException {
    if (alone && underWay.get() == 0) {
      finish(applied);
    } else {
      underWay.incrementAndGet();
      handed.put(Optional.of(applied));
    }
  }

  /// Whether the disk has refused: nothing is durable any more.
  boolean isBroken() {
    return broken;
  }

  /// Finishes what was handed over, and ends.
  void close() throws InterruptedException {
    handed.put(Optional.empty());
    thread.join();
  }

  private void run() {
    try {
      Optional<Applied> next = handed.take();
      while (next.isPresent()) {
        finish(next.get());
        underWay.decrementAndGet();
        next = handed.take();
      }
    } catch (InterruptedException | RuntimeException | Error unexpected) {
      broken = true;
      log.atError().setCause(unexpected).log("The flusher failed; the process ends");
      durability.lost();
    }
  }

  private void finish(Applied applied) {
    if (flush(applied.number)) {
      // In this order: who waits for an answer has the next command ready.
      Submission.answer(applied.submissions, applied.outcomes);
      tell(applied.changes);
    } else {
      Submission.answer(
          applied.submissions, Submission.failed(applied.submissions, ProblemCode.UNAVAILABLE));
    }
  }

  private boolean flush(long number) {
    if (broken) {
      return false;
    }
    long startNanos = System.nanoTime();
    try {
      store.flush();
    } catch (RuntimeException failure) {
      // What the kernel has dropped after a failed write cannot be written again: only a restart
      // tells what is on disk.
      broken = true;
      log.atError().setCause(failure).log("The disk refused to write; the process ends");
      durability.lost();
      return false;
    }
    timer.record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
    durability.reached(number);
    return true;
  }

  private void tell(List<InboxChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    try {
      listener.changed(changes);
    } catch (RuntimeException failure) {
      log.atError().setCause(failure).log("Live delivery failed; sockets heal from the log");
    }
  }
}
