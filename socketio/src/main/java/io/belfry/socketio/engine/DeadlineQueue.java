package io.belfry.socketio.engine;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The deadlines of one event loop that share one delay, in the order in which they are due.
///
/// As all have the same delay, a new one belongs at the end: adding and removing cost the same for
/// one and for a hundred thousand, and one timer serves all. Those due within the same moment (a
/// 250th of the delay) expire together. Confined to the event loop.
final class DeadlineQueue {
  private static final int MOMENTS_PER_DELAY = 250;

  private final EventLoop eventLoop;
  private final long delayNanos;
  private final Runnable onEmpty;
  private @Nullable Deadline first;
  private @Nullable Deadline last;
  private @Nullable ScheduledFuture<?> timer;

  DeadlineQueue(EventLoop eventLoop, long delayNanos, Runnable onEmpty) {
    this.eventLoop = eventLoop;
    this.delayNanos = delayNanos;
    this.onEmpty = onEmpty;
  }

  void add(Deadline deadline, long fromNanos) {
    deadline.cancel();
    deadline.scheduledIn = this;
    deadline.dueNanos = fromNanos + delayNanos;
    Deadline before = last;
    while (before != null && before.dueNanos - deadline.dueNanos > 0) {
      before = before.earlier;
    }
    insertAfter(before, deadline);
    if (timer == null) {
      arm();
    }
  }

  private void insertAfter(@Nullable Deadline before, Deadline deadline) {
    Deadline after = before == null ? first : before.later;
    deadline.earlier = before;
    deadline.later = after;
    if (before == null) {
      first = deadline;
    } else {
      before.later = deadline;
    }
    if (after == null) {
      last = deadline;
    } else {
      after.earlier = deadline;
    }
  }

  void remove(Deadline deadline) {
    Deadline before = deadline.earlier;
    Deadline after = deadline.later;
    if (before == null) {
      first = after;
    } else {
      before.later = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.earlier = before;
    }
    deadline.scheduledIn = null;
    deadline.earlier = null;
    deadline.later = null;
  }

  private void arm() {
    if (first == null) {
      onEmpty.run();
      return;
    }
    long wait = Math.max(0, first.dueNanos - eventLoop.ticker().nanoTime());
    timer = eventLoop.schedule(this::expire, wait, TimeUnit.NANOSECONDS);
  }

  private void expire() {
    timer = null;
    long moment = eventLoop.ticker().nanoTime() + delayNanos / MOMENTS_PER_DELAY;
    Deadline due = first;
    while (due != null && due.dueNanos - moment <= 0) {
      remove(due);
      due.expired();
      due = first;
    }
    if (timer == null) {
      arm();
    }
  }
}
