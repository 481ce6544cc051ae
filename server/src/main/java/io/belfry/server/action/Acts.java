package io.belfry.server.action;

import io.belfry.server.inbox.Act;
import io.belfry.server.inbox.AnswerStore;
import io.belfry.server.inbox.Readers;
import io.belfry.server.inbox.Retention;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The answers by buttons, as backends that are connected to this node hear of them: read from the
/// store in the order of their numbers, whichever node they were given on.
///
/// Safe for several threads.
public final class Acts implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Acts.class);
  private static final long LOOK_EVERY_MS = 1_000;
  private static final long CLOSING_MS = 1_000;
  private static final int AT_ONCE = 100;
  private static final Duration DAY = Duration.ofDays(1);
  private static final int FORGOTTEN_AT_ONCE = 500;
  private static final Duration UPKEEP_EVERY = Duration.ofMinutes(1);

  private final Readers readers;
  private final AnswerStore store;
  private final Retention retention;
  private final InstantSource clock;
  private final int limit;
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
  private final AtomicInteger places = new AtomicInteger();
  private final Semaphore news = new Semaphore(0);
  private final Counter refused;
  private final Counter cut;
  private final Thread thread;
  private volatile boolean closing;
  private volatile boolean dismissing;
  private long nextUpkeepMs;
  private boolean failing;

  /// Begins to look for what is answered from now on.
  ///
  /// @param limit backends that may listen to this node at once
  public Acts(
      Readers readers,
      AnswerStore store,
      Retention retention,
      int limit,
      InstantSource clock,
      MeterRegistry meters) {
    this.readers = readers;
    this.store = store;
    this.retention = retention;
    this.limit = limit;
    this.clock = clock;
    this.refused = Counter.builder("belfry.stream.refused").register(meters);
    this.cut = Counter.builder("belfry.stream.cut").register(meters);
    meters.gauge("belfry.stream.listeners", places);
    this.thread = Thread.ofVirtual().name("belfry-acts").start(this::run);
  }

  /// Takes the place of one backend; false when all are taken. Given back by [#leave].
  public boolean enter() {
    boolean free = places.getAndUpdate(taken -> taken < limit ? taken + 1 : taken) < limit;
    if (!free) {
      refused.increment();
    }
    return free;
  }

  /// Gives back the place of one backend.
  public void leave() {
    places.decrementAndGet();
  }

  /// Counts a backend that was too slow.
  public void cut() {
    cut.increment();
  }

  /// Whether all places are taken.
  public boolean isFull() {
    return places.get() >= limit;
  }

  /// Has `listener` hear of what comes; it is called on a thread of its own, must not block, and
  /// may be called for acts that it read by itself already.
  public void listen(Listener listener) {
    listeners.add(listener);
    if (dismissing) {
      listener.dismissed();
    }
  }

  /// Tells whoever listens, now or later, to go elsewhere.
  public void dismiss() {
    dismissing = true;
    listeners.forEach(Listener::dismissed);
  }

  public void unlisten(Listener listener) {
    listeners.remove(listener);
  }

  /// The next acts after the number `after`, durable; few, so that a slow reader is not given more
  /// than can wait for it.
  public CompletionStage<List<Act>> after(long after) {
    return readers.read(reader -> store.acts(after, AT_ONCE));
  }

  /// The number of the last act.
  public CompletionStage<Long> last() {
    return readers.read(reader -> store.lastAct());
  }

  /// Looks for what is new, at once.
  public void look() {
    news.release();
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join(CLOSING_MS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      long heard = -1;
      while (!closing) {
        heard = workSafely(heard);
        var unused = news.tryAcquire(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        news.drainPermits();
      }
    } catch (InterruptedException ended) {
      log.atDebug().log("Telling backends ends");
    }
  }

  /// Tells what is there after the number `heard`, negative for nothing yet, and says how far that
  /// came.
  private long workSafely(long heard) {
    long reached = heard;
    try {
      if (reached < 0) {
        reached = last().toCompletableFuture().join();
      }
      List<Act> some;
      do {
        some = after(reached).toCompletableFuture().join();
        if (!some.isEmpty()) {
          tell(some, reached);
          reached = some.getLast().number();
        }
      } while (some.size() == AT_ONCE);
      cleanWhenDue();
      failing = false;
    } catch (RuntimeException failure) {
      if (!failing) {
        log.atWarn().setCause(failure).log("Backends cannot be told; it is tried again");
      }
      failing = true;
    }
    return reached;
  }

  private void tell(List<Act> some, long after) {
    for (Listener listener : listeners) {
      listener.acted(after, some);
    }
  }

  private void cleanWhenDue() {
    long nowMs = clock.millis();
    if (nowMs < nextUpkeepMs) {
      return;
    }
    Duration kept = retention.idempotency().compareTo(DAY) > 0 ? retention.idempotency() : DAY;
    int forgotten = store.forgetActs(nowMs - kept.toMillis(), FORGOTTEN_AT_ONCE);
    if (!retention.age().isZero()) {
      forgotten =
          Math.max(
              forgotten, store.forgetGroups(nowMs - retention.age().toMillis(), FORGOTTEN_AT_ONCE));
    }
    nextUpkeepMs = forgotten == FORGOTTEN_AT_ONCE ? nowMs : nowMs + UPKEEP_EVERY.toMillis();
  }

  /// Hears of answers.
  @FunctionalInterface
  public interface Listener {
    /// `acts` are all there are after the number `after`, up to the last of them.
    void acted(long after, List<Act> acts);

    /// There will be no more here: the server stops.
    default void dismissed() {}
  }
}
