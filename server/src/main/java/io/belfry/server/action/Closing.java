package io.belfry.server.action;

import io.belfry.server.inbox.AnswerStore;
import io.belfry.server.inbox.AnswerStore.Answered;
import io.belfry.server.inbox.AnswerStore.Card;
import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.Lanes;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.UserId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
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

/// Tells the cards of a group that one of them was answered. Which groups that concerns is asked of
/// the store each time, so that a restart loses nothing, and several nodes that do it at once do it
/// once.
///
/// Safe for several threads.
public final class Closing {
  private static final Logger log = LoggerFactory.getLogger(Closing.class);

  /// Few, so that a send that comes just now does not wait long.
  private static final int AT_ONCE = 32;

  private final AnswerStore store;
  private final Lanes lanes;
  private final Counter closed;
  private final AtomicBoolean closing = new AtomicBoolean();
  private boolean failing;

  public Closing(AnswerStore store, Lanes lanes, MeterRegistry meters) {
    this.store = store;
    this.lanes = lanes;
    this.closed = Counter.builder("belfry.action.closed").register(meters);
  }

  /// Closes what is to be closed, some cards at a time, with pauses as long as that takes. What
  /// cannot be closed is passed over and tried again with the next call. Blocks; while another
  /// thread does it, nothing happens.
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    try {
      boolean done = closeAll();
      if (!done && !failing) {
        log.atWarn().log("Some of what was answered stays open; it is tried again");
      }
      failing = !done;
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      if (!failing) {
        log.atWarn().setCause(failure).log("What was answered stays open; it is tried again");
      }
      failing = true;
    } finally {
      closing.set(false);
    }
  }

  /// Whether all of it is closed.
  private boolean closeAll() throws InterruptedException {
    boolean all = true;
    List<Answered> some = store.open(Optional.empty(), AT_ONCE);
    while (!some.isEmpty()) {
      for (Answered group : some) {
        all &= close(group);
      }
      some = some.size() < AT_ONCE ? List.of() : store.open(Optional.of(some.getLast()), AT_ONCE);
    }
    return all;
  }

  /// Whether every card of `group` is closed.
  private boolean close(Answered group) throws InterruptedException {
    boolean all = true;
    List<Card> some = store.cards(group, Optional.empty(), AT_ONCE);
    while (!some.isEmpty()) {
      long beginNanos = System.nanoTime();
      all &= close(some);
      boolean last = some.size() < AT_ONCE;
      if (!last) {
        TimeUnit.NANOSECONDS.sleep(System.nanoTime() - beginNanos);
      }
      some = last ? List.of() : store.cards(group, Optional.of(some.getLast()), AT_ONCE);
    }
    if (all) {
      store.closed(group);
    }
    return all;
  }

  /// Each inbox by itself: one that cannot be changed keeps no other from it.
  private boolean close(List<Card> some) {
    Map<UserId, List<NotificationId>> byUser = new LinkedHashMap<>();
    for (Card each : some) {
      byUser.computeIfAbsent(each.user(), user -> new ArrayList<>()).add(each.id());
    }
    List<CompletableFuture<Outcome>> submitted = new ArrayList<>(byUser.size());
    byUser.forEach(
        (user, ids) -> {
          var done = new CompletableFuture<Outcome>();
          lanes.submit(new Command.Close(user, ids), Runnable::run, done::complete);
          submitted.add(done);
        });
    boolean all = true;
    for (CompletableFuture<Outcome> each : submitted) {
      switch (each.join()) {
        case Outcome.Done done when done.changed() -> closed.increment();
        case Outcome.Failed failed -> all = false;
        default -> {}
      }
    }
    return all;
  }
}
