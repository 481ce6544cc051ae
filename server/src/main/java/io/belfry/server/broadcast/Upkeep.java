package io.belfry.server.broadcast;

import io.belfry.server.inbox.Retention;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.UserId;
import java.util.List;

/// What broadcasts need when nobody asks for anything: those that have expired are recalled, copies
/// of recalled ones go from inboxes that nobody looks into, old ones are forgotten.
///
/// Every node does it; doing it twice does no harm. For one thread, which it blocks.
final class Upkeep {
  private static final int AT_ONCE = 500;

  private final BroadcastStore store;
  private final Fanout fanout;
  private final Retention retention;

  Upkeep(BroadcastStore store, Fanout fanout, Retention retention) {
    this.store = store;
    this.fanout = fanout;
    this.retention = retention;
  }

  /// Recalls what has expired at `nowMs`; whether there was anything.
  boolean expire(long nowMs) {
    List<NotificationId> expired = store.expired(nowMs, AT_ONCE);
    expired.forEach(id -> store.recall(id, nowMs));
    return !expired.isEmpty();
  }

  /// Does a part of the rest; whether there is more.
  boolean clean(long nowMs) throws InterruptedException {
    List<UserId> holders = store.holdersOfRecalled(AT_ONCE);
    fanout.takeIn(holders);
    int forgotten =
        retention.age().isZero() ? 0 : store.forget(nowMs - retention.age().toMillis(), AT_ONCE);
    return holders.size() == AT_ONCE || forgotten == AT_ONCE;
  }
}
