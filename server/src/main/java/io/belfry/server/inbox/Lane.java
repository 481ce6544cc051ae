package io.belfry.server.inbox;

import io.belfry.server.problem.ProblemCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One way into the inbox log: takes what waits, applies it as one transaction, makes that durable,
/// then answers and tells everybody.
///
/// [#submit] may be called from any thread and never blocks. One thread of its own applies; while a
/// [Flusher] waits for the disk, it applies what came next.
public final class Lane implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);
  private static final Duration IDLE = Duration.ofMillis(200);

  private final InboxStore store;
  private final Flusher flusher;
  private final Durability durability;
  private final InstantSource clock;
  private final LaneOptions options;
  private final BlockingQueue<Submission> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Thread thread;
  private final Timer applyTimer;
  private final DistributionSummary batchSizes;
  private final Counter refused;
  private final Refusals refusals = new Refusals();
  private volatile boolean closing;
  private long nextSweepMs;

  public Lane(
      InboxStore store,
      ChangeListener listener,
      Durability durability,
      InstantSource clock,
      LaneOptions options,
      MeterRegistry meters) {
    this.store = store;
    this.durability = durability;
    this.clock = clock;
    this.options = options;
    this.applyTimer = Timer.builder("belfry.lane.apply").register(meters);
    this.batchSizes = DistributionSummary.builder("belfry.lane.batch").register(meters);
    this.refused = Counter.builder("belfry.lane.refused").register(meters);
    this.flusher = new Flusher(store, listener, durability, meters);
    this.thread = Thread.ofPlatform().name("belfry-lane").start(this::run);
  }

  /// Queues `commands` for one and the same transaction; `then` hears their outcomes, in their
  /// order, on `executor`. A full lane answers [Outcome.Failed] `overloaded` at once.
  public void submit(List<Command> commands, Executor executor, Consumer<List<Outcome>> then) {
    int size = commands.size();
    var submission = new Submission(commands, executor, then);
    boolean fits = waiting.addAndGet(size) <= options.queueLimit();
    if (!isAlive() || !fits) {
      waiting.addAndGet(-size);
      refused.increment(size);
      refuse(submission, isAlive() ? ProblemCode.OVERLOADED : ProblemCode.UNAVAILABLE);
      return;
    }
    queue.add(submission);
  }

  /// How many commands wait.
  int waiting() {
    return waiting.get();
  }

  /// Whether what is submitted is still done.
  boolean isAlive() {
    return thread.isAlive() && !closing && !flusher.isBroken();
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
    try {
      Submission first = next(IDLE);
      while (first != null || !closing) {
        Duration patience = IDLE;
        if (first != null) {
          List<Submission> batch = batch(first);
          flusher.hand(applySafely(batch), batch.size() == 1 && queue.isEmpty());
          tidy();
        } else if (rest()) {
          patience = Duration.ZERO;
        }
        sweepWhenDue();
        first = next(patience);
      }
      flusher.close();
    } catch (InterruptedException | RuntimeException | Error unexpected) {
      log.atError().setCause(unexpected).log("The lane failed; the process ends");
      durability.lost();
    }
    for (Submission late = queue.poll(); late != null; late = queue.poll()) {
      refuse(late, ProblemCode.UNAVAILABLE);
    }
    store.close();
  }

  private @Nullable Submission next(Duration patience) throws InterruptedException {
    return queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void refuse(Submission submission, ProblemCode code) {
    List<Submission> alone = List.of(submission);
    Submission.answer(alone, Submission.failed(alone, code));
  }

  /// `first` and what waits behind it, as much as fits into one transaction.
  private List<Submission> batch(Submission first) {
    List<Submission> batch = new ArrayList<>();
    int size = 0;
    for (Submission next = first; next != null; next = queue.poll()) {
      batch.add(next);
      size += next.commands().size();
      if (size >= options.batchLimit()) {
        break;
      }
    }
    waiting.addAndGet(-size);
    return batch;
  }

  /// Applies `batch`; whatever goes wrong is an outcome, for the lane has to go on.
  private Flusher.Applied applySafely(List<Submission> batch) {
    long number = durability.begin();
    InboxStore.Applied applied;
    try {
      applied = apply(batch);
    } catch (RuntimeException | Error failure) {
      log.atError().setCause(failure).log("A transaction failed in an unexpected way");
      applied = nothing(batch, ProblemCode.INTERNAL);
    }
    return new Flusher.Applied(number, batch, applied.outcomes(), applied.changes());
  }

  private InboxStore.Applied apply(List<Submission> batch) {
    List<Command> commands = new ArrayList<>();
    batch.forEach(submission -> commands.addAll(submission.commands()));
    try {
      return commit(commands);
    } catch (StoreException failure) {
      if (failure.code() != ProblemCode.INTERNAL || batch.size() == 1) {
        return refused(batch, failure);
      }
      // What the store cannot take must not cost the others: each submission gets its own
      // transaction.
      List<Outcome> outcomes = new ArrayList<>(commands.size());
      List<InboxChange> changes = new ArrayList<>();
      for (Submission submission : batch) {
        InboxStore.Applied alone = applyAlone(submission);
        outcomes.addAll(alone.outcomes());
        changes.addAll(alone.changes());
      }
      return new InboxStore.Applied(outcomes, changes);
    }
  }

  private InboxStore.Applied applyAlone(Submission submission) {
    try {
      return commit(submission.commands());
    } catch (StoreException failure) {
      return refused(List.of(submission), failure);
    }
  }

  private InboxStore.Applied refused(List<Submission> batch, StoreException failure) {
    refusals.add(failure, Submission.size(batch));
    return nothing(batch, failure.code());
  }

  private static InboxStore.Applied nothing(List<Submission> batch, ProblemCode code) {
    return new InboxStore.Applied(Submission.failed(batch, code), List.of());
  }

  private InboxStore.Applied commit(List<Command> commands) {
    long startNanos = System.nanoTime();
    InboxStore.Applied applied = store.apply(commands, clock.millis());
    refusals.end();
    applyTimer.record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
    batchSizes.record(commands.size());
    return applied;
  }

  private void tidy() {
    try {
      store.tidy();
    } catch (StoreException failure) {
      log.atWarn().setCause(failure).log("Housekeeping failed; it is tried again");
    }
  }

  private boolean rest() {
    try {
      return store.rest();
    } catch (StoreException failure) {
      log.atWarn().setCause(failure).log("Housekeeping failed; it is tried again");
      return false;
    }
  }

  private void sweepWhenDue() throws InterruptedException {
    long now = clock.millis();
    if (now < nextSweepMs) {
      return;
    }
    long number = durability.begin();
    List<InboxChange> changes = List.of();
    nextSweepMs = now + options.sweepInterval().toMillis();
    try {
      InboxStore.Swept swept = store.sweep(now);
      changes = swept.changes();
      nextSweepMs = swept.unfinished() ? now : nextSweepMs;
    } catch (StoreException failure) {
      log.atError().setCause(failure).log("Retention could not be applied; it is tried again");
    }
    flusher.hand(new Flusher.Applied(number, List.of(), List.of(), changes), queue.isEmpty());
  }
}
