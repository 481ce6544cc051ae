package io.belfry.socketio.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// A limit of how often something may happen: so many times a second, which may come all at once.
///
/// Safe in any thread, without locks: it remembers only when what was taken will have been earned
/// (the generic cell rate algorithm).
final class Pace {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final long nanosEach;
  private final AtomicLong earnedAt;

  Pace(int perSecond, long nowNanos) {
    this.nanosEach = SECOND / perSecond;
    this.earnedAt = new AtomicLong(nowNanos);
  }

  /// Takes one; false when it is too soon.
  boolean take(long nowNanos) {
    while (true) {
      long earned = earnedAt.get();
      long from = earned - nowNanos > 0 ? earned : nowNanos;
      if (from + nanosEach - nowNanos > SECOND) {
        return false;
      }
      if (earnedAt.compareAndSet(earned, from + nanosEach)) {
        return true;
      }
    }
  }

  /// Whether nothing that was taken is left to be earned.
  boolean isRested(long nowNanos) {
    return earnedAt.get() - nowNanos <= 0;
  }
}
