package io.belfry.server.broadcast;

import io.belfry.server.inbox.Broadcast;
import io.belfry.server.inbox.DueWork;
import io.belfry.server.inbox.Lanes;
import io.belfry.server.inbox.Later;
import io.belfry.server.inbox.Retention;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.NotificationIds;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends to many at once: adds broadcasts, hands them out to who is connected to this node, and
/// takes them back.
///
/// Safe for several threads. What asks the store may block.
public final class Broadcasts implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Broadcasts.class);
  private static final long LOOK_EVERY_MS = 1_000;
  private static final long PAUSE_MS = 1_000;
  private static final long CLOSING_MS = 1_000;
  private static final Duration UPKEEP_EVERY = Duration.ofMinutes(1);

  private final BroadcastStore store;
  private final InstantSource clock;
  private final Runnable tellOthers;
  private final Fanout fanout;
  private final Upkeep upkeep;
  private final NotificationIds ids = new NotificationIds(new SplittableRandom(), 0);
  private final Semaphore news = new Semaphore(0);
  private final Counter added;
  private final Thread thread;
  private final AtomicBoolean recalled = new AtomicBoolean();
  private volatile boolean closing;
  private long nextUpkeepMs;
  private boolean uncleaned;
  private boolean failing;

  /// Begins to hand out what is broadcast from now on.
  ///
  /// @param tellOthers tells the other nodes to [#look]
  /// @param pace users in a second
  public Broadcasts(
      BroadcastStore store,
      Lanes lanes,
      Connected connected,
      Runnable tellOthers,
      Retention retention,
      int pace,
      InstantSource clock,
      MeterRegistry meters) {
    this.store = store;
    this.clock = clock;
    this.tellOthers = tellOthers;
    this.fanout = new Fanout(store, lanes, connected, pace, meters);
    this.upkeep = new Upkeep(store, fanout, retention);
    this.added = Counter.builder("belfry.broadcast.added").register(meters);
    this.thread = Thread.ofVirtual().name("belfry-broadcasts").start(this::run);
  }

  /// An id for something to broadcast.
  public NotificationId newId() {
    synchronized (ids) {
      return ids.next(clock.millis(), 0);
    }
  }

  /// Adds `draft`: once this returns, everybody whom it is for has it.
  public BroadcastStore.Added add(BroadcastStore.Draft draft) {
    long nowMs = clock.millis();
    if (draft.expiresMs() != 0 && !Content.isAhead(draft.expiresMs(), nowMs)) {
      return draft.key().flatMap(store::before).orElseGet(BroadcastStore.Added.NotAhead::new);
    }
    BroadcastStore.Added result = store.add(draft, nowMs);
    if (result instanceof BroadcastStore.Added.New) {
      added.increment();
      announce();
    }
    return result;
  }

  /// Has `draft` wait for its time.
  public BroadcastStore.Added schedule(BroadcastStore.Draft draft, Later later) {
    return store.schedule(draft, later, clock.millis());
  }

  /// Broadcasts that wait, as they become due.
  public DueWork.Kind<BroadcastStore.Due> due() {
    return new DueWork.Kind<>() {
      @Override
      public List<BroadcastStore.Due> due(
          Optional<BroadcastStore.Due> after, long nowMs, int limit) {
        return store.due(after, nowMs, limit);
      }

      @Override
      public boolean work(List<BroadcastStore.Due> some) {
        some.forEach(Broadcasts.this::release);
        return true;
      }
    };
  }

  private void release(BroadcastStore.Due due) {
    if (store.release(due, newId(), clock.millis())) {
      added.increment();
      announce();
    }
  }

  /// Gives other content to `before`, and to every copy; false when that is not how it stands any
  /// more: somebody else has edited or recalled it.
  public boolean edit(Broadcast before, Content content) {
    boolean edited = store.edit(before, content, clock.millis());
    if (edited) {
      announce();
    }
    return edited;
  }

  /// Takes the broadcast of that id and every copy back; false when there is none.
  public boolean recall(NotificationId id) {
    boolean found = store.recall(id, clock.millis());
    if (found) {
      recalled.set(true);
      announce();
    }
    return found;
  }

  /// Whether there was ever one.
  public boolean areAny() {
    return store.last() > 0;
  }

  public Optional<Broadcast> find(NotificationId id) {
    return store.find(id);
  }

  /// At most `limit`, newest first, of numbers below `before`.
  public List<Broadcast> newest(long before, int limit) {
    return store.newest(before, limit);
  }

  public BroadcastStore.Tally tally(Broadcast broadcast) {
    return store.tally(broadcast);
  }

  /// How many who are connected to this node wait for the broadcast of that number.
  public int waitingHere(long number) {
    return fanout.waiting(number);
  }

  /// Looks for what other nodes have added.
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

  private void announce() {
    look();
    tellOthers.run();
  }

  private void run() {
    try {
      while (!closing) {
        var unused = news.tryAcquire(uncleaned ? 0 : LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        news.drainPermits();
        workSafely();
      }
    } catch (InterruptedException ended) {
      log.atDebug().log("Handing out ends");
    }
  }

  private void workSafely() throws InterruptedException {
    try {
      long now = clock.millis();
      boolean expired = upkeep.expire(now);
      fanout.handOut();
      uncleaned |= recalled.getAndSet(false) || expired || now >= nextUpkeepMs;
      if (uncleaned) {
        nextUpkeepMs = now + UPKEEP_EVERY.toMillis();
        uncleaned = upkeep.clean(now);
      }
      failing = false;
    } catch (RuntimeException | Error failure) {
      if (!failing) {
        log.atWarn().setCause(failure).log("Broadcasts cannot be handed out; it is tried again");
      }
      failing = true;
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    }
  }
}
