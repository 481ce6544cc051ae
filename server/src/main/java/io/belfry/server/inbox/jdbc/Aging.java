package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.Ahead;
import io.belfry.server.inbox.Retention;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;

/// What retention takes out of inboxes within one transaction.
///
/// Owned by the lane's thread.
final class Aging {
  private final RetentionTable old;
  private final IdempotencyTable idempotency;
  private final ScheduledTable scheduled;
  private final Retention retention;
  private final long nowMs;

  Aging(Tables tables, Retention retention, long nowMs) {
    this.old = tables.retention();
    this.idempotency = tables.idempotency();
    this.scheduled = tables.scheduled();
    this.retention = retention;
    this.nowMs = nowMs;
  }

  /// Forgets at most `limit` notifications, as many idempotency keys whose time is over, and as
  /// many of those that were scheduled once; says how many.
  ///
  /// @param alter begins the move of an inbox
  int sweep(int limit, Function<Head, Move> alter) throws SQLException {
    int swept = 0;
    if (!retention.age().isZero()) {
      long cutoffMs = Math.max(0, nowMs - retention.age().toMillis());
      for (RetentionTable.Aged aged : old.aged(NotificationId.orderAt(cutoffMs), limit)) {
        forget(alter.apply(aged.head()), aged.row());
        swept++;
      }
    }
    Duration known = retention.age().isZero() ? Ahead.MAX : retention.age();
    return swept
        + idempotency.forget(nowMs - retention.idempotency().toMillis(), limit)
        + scheduled.forget(nowMs - known.toMillis(), limit);
  }

  private void forget(Move move, RetentionTable.OldRow row) throws SQLException {
    Head head = move.head;
    Notification notification = row.notification();
    if (notification.createdSeq() < head.oldest) {
      head.evicted--;
    } else {
      take(move, row);
      head.oldest = notification.createdSeq() + 1;
    }
    old.forget(head, row);
    move.forgetPast();
  }

  /// Takes what is more than an inbox keeps, as far as heads know of it.
  void retain(Move move) throws SQLException {
    Head head = move.head;
    while (head.size > retention.count()) {
      RetentionTable.OldRow row = old.takeOldest(head);
      take(move, row);
      head.oldest = row.notification().createdSeq() + 1;
      head.evicted++;
    }
    move.settle();
  }

  /// Forgets of the inbox of `head` what replicas need not be told any more.
  void forgetPast(Head head) throws SQLException {
    if (head.evicted > retention.tombstones() / 2) {
      old.forgetEvicted(head);
    }
    if (head.tombstones > retention.tombstones()) {
      old.forgetTombstones(head, retention.tombstones() / 2);
    }
  }

  /// Counts an old row out of its inbox.
  private static void take(Move move, RetentionTable.OldRow row) {
    Head head = move.head;
    if (row.tombstone()) {
      head.tombstones--;
    } else {
      head.subtract(row.notification());
      head.size--;
      move.evict(row.notification().id());
    }
  }
}
