package io.belfry.server.notification;

import java.util.random.RandomGenerator;

/// Makes notification ids whose order never goes back, neither of all that it makes nor within an
/// inbox, not even when the clock does.
///
/// Not safe for several threads: each lane has its own.
public final class NotificationIds {
  private static final long SALT_MASK = (1L << 62) - 1;

  private final RandomGenerator random;
  private long last;

  /// @param last the highest `order` that the store holds already, 0 for none
  public NotificationIds(RandomGenerator random, long last) {
    this.random = random;
    this.last = last;
  }

  /// The next id: of `nowMs` (epoch milliseconds) where the clock has moved, of the next counter
  /// otherwise; and behind `newest`, the order of the newest of the inbox, which another node with
  /// another clock may have made.
  public NotificationId next(long nowMs, long newest) {
    last = Math.max(last + 1, NotificationId.orderAt(nowMs));
    return new NotificationId(Math.max(last, newest + 1), random.nextLong() & SALT_MASK);
  }

  /// The id of a copy of what was broadcast at `atMs` (epoch milliseconds), behind `newest` in its
  /// inbox.
  ///
  /// @param spread anything that differs from inbox to inbox: copies are many, and not many of them
  ///   are to have the same order
  public NotificationId copy(long atMs, int spread, long newest) {
    long order = NotificationId.orderAt(atMs) | (spread & NotificationId.COUNTER_MASK);
    return new NotificationId(Math.max(order, newest + 1), random.nextLong() & SALT_MASK);
  }
}
