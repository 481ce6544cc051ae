package io.belfry.server.inbox;

import io.belfry.server.problem.ProblemCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one way into the inbox log: takes what waits, makes it durable as one transaction, then
/// tells everybody.
///
/// [#submit] may be called from any thread and never blocks. One thread of its own owns the store.
public final class Lane implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);
  private static final Duration IDLE = Duration.ofMillis(200);

  private final InboxStore store;
  private final ChangeListener listener;
  private final InstantSource clock;
  private final LaneOptions options;
  private final BlockingQueue<Submission> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Thread thread;
  private final Timer commitTimer;
  private final DistributionSummary batchSizes;
  private final Counter refused;
  private volatile boolean closing;
  private long nextSweepMs;

  public Lane(
      InboxStore store,
      ChangeListener listener,
      InstantSource clock,
      LaneOptions options,
      MeterRegistry meters) {
    this.store = store;
    this.listener = listener;
    this.clock = clock;
    this.options = options;
    this.commitTimer = Timer.builder("belfry.lane.commit").register(meters);
    this.batchSizes = DistributionSummary.builder("belfry.lane.batch").register(meters);
    this.refused = Counter.builder("belfry.lane.refused").register(meters);
    meters.gauge("belfry.lane.queue", waiting);
    this.thread = Thread.ofPlatform().name("belfry-lane").start(this::run);
  }

  /// Queues `command`; `then` hears its outcome on `executor`. A full lane answers [Outcome.Failed]
  /// `overloaded` at once.
  ///
  /// @param executor best an event loop: all that a transaction answers on one executor is one task
  ///   there
  public void submit(Command command, Executor executor, Consumer<Outcome> then) {
    submit(List.of(command), executor, outcomes -> then.accept(outcomes.getFirst()));
  }

  /// Queues `commands` for one and the same transaction; `then` hears their outcomes, in their
  /// order.
  public void submit(List<Command> commands, Executor executor, Consumer<List<Outcome>> then) {
    int size = commands.size();
    var submission = new Submission(commands, executor, then);
    boolean fits = waiting.addAndGet(size) <= options.queueLimit();
    if (closing || !fits) {
      waiting.addAndGet(-size);
      refused.increment(size);
      answer(List.of(submission), failed(size, ProblemCode.OVERLOADED));
      return;
    }
    queue.add(submission);
  }

  /// Whether what is submitted is still done.
  public boolean isAlive() {
    return thread.isAlive() && !closing;
  }

  /// Finishes what is queued, refuses the rest, and closes the store.
  @Override
  public void close() {
    closing = true;
    try {
      thread.join(options.drain());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      log.atError().addKeyValue("queued", waiting.get()).log("The lane did not drain in time");
    }
  }

  private void run() {
    List<Submission> batch = new ArrayList<>(options.batchLimit());
    while (true) {
      try {
        Submission first = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          fill(batch, first);
          answer(batch, applySafely(batch));
          batch.clear();
          tidy();
        } else if (closing) {
          break;
        }
        sweepWhenDue();
      } catch (InterruptedException unexpected) {
        log.atError().log("The lane was interrupted: it must be closed instead");
      }
    }
    refuseTheRest();
    store.close();
  }

  /// Answers what was submitted while the lane was closing.
  private void refuseTheRest() {
    for (Submission late = queue.poll(); late != null; late = queue.poll()) {
      answer(List.of(late), failed(late.commands().size(), ProblemCode.OVERLOADED));
    }
  }

  /// Applies `batch`; whatever goes wrong is an outcome, for the lane has to go on.
  private List<Outcome> applySafely(List<Submission> batch) {
    try {
      return apply(batch);
    } catch (RuntimeException | Error failure) {
      log.atError().setCause(failure).log("A transaction failed in an unexpected way");
      int size = batch.stream().mapToInt(submission -> submission.commands().size()).sum();
      return failed(size, ProblemCode.INTERNAL);
    }
  }

  private void fill(List<Submission> batch, Submission first) {
    int size = 0;
    for (Submission next = first; next != null; next = queue.poll()) {
      batch.add(next);
      size += next.commands().size();
      if (size >= options.batchLimit()) {
        break;
      }
    }
    waiting.addAndGet(-size);
  }

  private List<Outcome> apply(List<Submission> batch) {
    List<Command> commands = new ArrayList<>();
    batch.forEach(submission -> commands.addAll(submission.commands()));
    try {
      return commit(commands);
    } catch (StoreException failure) {
      if (failure.code() != ProblemCode.INTERNAL || batch.size() == 1) {
        return failed(commands.size(), failure);
      }
      // What the store cannot take must not cost the others: each submission gets its own
      // transaction.
      List<Outcome> outcomes = new ArrayList<>(commands.size());
      for (Submission submission : batch) {
        outcomes.addAll(applyAlone(submission.commands()));
      }
      return outcomes;
    }
  }

  private List<Outcome> applyAlone(List<Command> commands) {
    try {
      return commit(commands);
    } catch (StoreException failure) {
      return failed(commands.size(), failure);
    }
  }

  private List<Outcome> failed(int count, StoreException failure) {
    log.atError()
        .addKeyValue("code", failure.code().code())
        .addKeyValue("commands", count)
        .setCause(failure)
        .log("The store refused a transaction");
    return failed(count, failure.code());
  }

  private static List<Outcome> failed(int count, ProblemCode code) {
    return Collections.nCopies(count, new Outcome.Failed(code));
  }

  private List<Outcome> commit(List<Command> commands) {
    long startNanos = System.nanoTime();
    InboxStore.Applied applied = store.apply(commands, clock.millis());
    commitTimer.record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
    batchSizes.record(commands.size());
    tell(applied.changes());
    return applied.outcomes();
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

  private void answer(List<Submission> batch, List<Outcome> outcomes) {
    Map<Executor, List<Runnable>> answers = new HashMap<>();
    int next = 0;
    for (Submission submission : batch) {
      int end = next + submission.commands().size();
      List<Outcome> own = outcomes.subList(next, end);
      next = end;
      answers
          .computeIfAbsent(submission.executor(), executor -> new ArrayList<>())
          .add(() -> submission.then().accept(own));
    }
    answers.forEach(
        (executor, all) -> {
          try {
            executor.execute(() -> runAll(all));
          } catch (RejectedExecutionException stopped) {
            log.atDebug().log("An event loop has ended before its answers");
          }
        });
  }

  private static void runAll(List<Runnable> answers) {
    for (Runnable answer : answers) {
      try {
        answer.run();
      } catch (RuntimeException failure) {
        log.atError().setCause(failure).log("Answering a command failed");
      }
    }
  }

  private void tidy() {
    try {
      store.tidy();
    } catch (StoreException failure) {
      log.atWarn().setCause(failure).log("Housekeeping failed; it is tried again");
    }
  }

  private void sweepWhenDue() {
    long now = clock.millis();
    if (now < nextSweepMs) {
      return;
    }
    try {
      InboxStore.Swept swept = store.sweep(now);
      tell(swept.changes());
      nextSweepMs = swept.unfinished() ? now : now + options.sweepInterval().toMillis();
    } catch (StoreException failure) {
      nextSweepMs = now + options.sweepInterval().toMillis();
      log.atError().setCause(failure).log("Retention could not be applied; it is tried again");
    }
  }

  private record Submission(
      List<Command> commands, Executor executor, Consumer<List<Outcome>> then) {}
}
