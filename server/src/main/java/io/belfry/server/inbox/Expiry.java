package io.belfry.server.inbox;

import io.belfry.server.inbox.ExpiredStore.Expired;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.UserId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what has expired out of its inbox, as if its user had deleted it. What is due is asked of
/// the store each time, so that a restart loses nothing, and several nodes that do it at once do it
/// once.
///
/// Safe for several threads.
public final class Expiry {
  private static final Logger log = LoggerFactory.getLogger(Expiry.class);

  /// Few, so that a send that comes just now does not wait long.
  private static final int AT_ONCE = 32;

  private final ExpiredStore store;
  private final Lanes lanes;
  private final InstantSource clock;
  private final Counter removed;
  private final AtomicBoolean removing = new AtomicBoolean();
  private boolean failing;

  public Expiry(ExpiredStore store, Lanes lanes, InstantSource clock, MeterRegistry meters) {
    this.store = store;
    this.lanes = lanes;
    this.clock = clock;
    this.removed = Counter.builder("belfry.inbox.expired").register(meters);
  }

  /// Removes what has expired, some at a time, with pauses as long as that takes. What cannot be
  /// removed is passed over and tried again with the next call. Blocks; while another thread does
  /// it, nothing happens.
  public void remove() {
    if (!removing.compareAndSet(false, true)) {
      return;
    }
    try {
      boolean done = removeAll();
      if (!done && !failing) {
        log.atWarn().log("Some of what has expired stays; it is tried again");
      }
      failing = !done;
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      if (!failing) {
        log.atWarn().setCause(failure).log("What has expired stays; it is tried again");
      }
      failing = true;
    } finally {
      removing.set(false);
    }
  }

  /// Whether all of it is gone.
  private boolean removeAll() throws InterruptedException {
    boolean all = true;
    long nowMs = clock.millis();
    List<Expired> some = store.expired(Optional.empty(), nowMs, AT_ONCE);
    while (!some.isEmpty()) {
      long beginNanos = System.nanoTime();
      all &= remove(some);
      boolean last = some.size() < AT_ONCE;
      if (!last) {
        TimeUnit.NANOSECONDS.sleep(System.nanoTime() - beginNanos);
      }
      some = last ? List.of() : store.expired(Optional.of(some.getLast()), nowMs, AT_ONCE);
    }
    return all;
  }

  /// Each inbox by itself: one that cannot be changed keeps no other from it.
  private boolean remove(List<Expired> some) {
    Map<UserId, List<NotificationId>> byUser = new LinkedHashMap<>();
    for (Expired each : some) {
      byUser.computeIfAbsent(each.user(), user -> new ArrayList<>()).add(each.id());
    }
    List<CompletableFuture<List<Outcome>>> submitted = new ArrayList<>(byUser.size());
    byUser.forEach(
        (user, ids) -> {
          var done = new CompletableFuture<List<Outcome>>();
          lanes.submit(List.of(new Command.Expire(user, ids)), Runnable::run, done::complete);
          submitted.add(done);
        });
    boolean all = true;
    for (CompletableFuture<List<Outcome>> each : submitted) {
      all &= !(each.join().getFirst() instanceof Outcome.Failed);
    }
    if (all) {
      removed.increment(some.size());
    }
    return all;
  }
}
