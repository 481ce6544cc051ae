package io.belfry.server.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what has expired out of its inbox, as if its user had deleted it. What is due is asked of
/// the store each time: nothing is lost by a restart, or when the clock jumps, and several nodes
/// that do it at once do it once.
///
/// Safe for several threads.
public final class Expiry {
  private static final Logger log = LoggerFactory.getLogger(Expiry.class);
  private static final int AT_ONCE = 200;

  private final ExpiredStore store;
  private final Lanes lanes;
  private final InstantSource clock;
  private final Counter removed;
  private final AtomicBoolean removing = new AtomicBoolean();

  public Expiry(ExpiredStore store, Lanes lanes, InstantSource clock, MeterRegistry meters) {
    this.store = store;
    this.lanes = lanes;
    this.clock = clock;
    this.removed = Counter.builder("belfry.inbox.expired").register(meters);
  }

  /// Removes what has expired. May block; while another thread does it, nothing happens.
  public void remove() {
    if (!removing.compareAndSet(false, true)) {
      return;
    }
    try {
      boolean more = true;
      while (more) {
        List<ExpiredStore.Expired> some = store.expired(clock.millis(), AT_ONCE);
        more = !some.isEmpty() && remove(some) > 0;
      }
    } catch (RuntimeException failure) {
      log.atDebug().setCause(failure).log("What has expired stays a little longer");
    } finally {
      removing.set(false);
    }
  }

  /// How many of `some` are gone by this.
  private long remove(List<ExpiredStore.Expired> some) {
    List<Command> commands =
        some.stream().<Command>map(each -> new Command.Delete(each.user(), each.id())).toList();
    var done = new CompletableFuture<List<Outcome>>();
    lanes.submit(commands, Runnable::run, done::complete);
    long gone = done.join().stream().filter(Outcome.Done.class::isInstance).count();
    removed.increment((double) gone);
    return gone;
  }
}
