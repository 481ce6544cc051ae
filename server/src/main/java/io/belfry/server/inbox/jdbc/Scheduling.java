package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.IdempotencyKey;
import io.belfry.server.inbox.Later;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.inbox.Scheduled;
import io.belfry.server.inbox.Unschedulable;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.NotificationIds;
import io.belfry.server.user.UserId;
import java.sql.SQLException;
import java.util.Optional;

/// What is put off for users, and sent when it is due, within one transaction.
///
/// Owned by the lane's thread.
final class Scheduling {
  private final ScheduledTable table;
  private final IdempotencyTable idempotency;
  private final Sending sending;
  private final NotificationIds ids;
  private final long nowMs;

  Scheduling(Tables tables, Sending sending, NotificationIds ids, long nowMs) {
    this.sending = sending;
    this.table = tables.scheduled();
    this.idempotency = tables.idempotency();
    this.ids = ids;
    this.nowMs = nowMs;
  }

  Outcome schedule(Command.Schedule schedule) throws SQLException {
    Optional<IdempotencyKey> key = schedule.idempotencyKey();
    Outcome before = key.isPresent() ? idempotency.find(key.get()) : null;
    if (before != null) {
      return before;
    }
    Later later = schedule.later();
    UserId user = schedule.user();
    long atMs = later.at().epochMs(table.zone(user), nowMs);
    Optional<Unschedulable> refusal = later.refusal(atMs, nowMs, table.waiting(user));
    if (refusal.isPresent()) {
      return new Outcome.NotScheduled(refusal.get());
    }
    NotificationId id = ids.next(nowMs, 0);
    table.insert(Scheduled.waiting(id, user, atMs, later.cancelKey(), later.content(atMs)));
    var sent = new Outcome.Sent(id, Later.told(id, atMs));
    if (key.isPresent()) {
      idempotency.insert(key.get(), sent, nowMs);
    }
    return sent;
  }

  /// Sends what waits and is due; whether there was anything.
  boolean release(Command.Release release) throws SQLException {
    boolean any = false;
    for (NotificationId id : release.ids()) {
      Content content = table.due(release.user(), id);
      if (content == null) {
        continue;
      }
      any = true;
      if (content.canBeSent(nowMs)) {
        Outcome sent = sending.send(release.user(), content);
        if (sent instanceof Outcome.Sent(NotificationId became, var json)) {
          table.end(id, Scheduled.State.SENT, became);
        } else {
          table.end(id, Scheduled.State.SUPPRESSED, null);
        }
      } else {
        table.end(id, Scheduled.State.EXPIRED, null);
      }
    }
    return any;
  }
}
