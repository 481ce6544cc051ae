package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.Ahead;
import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Traits;
import io.belfry.server.policy.Decision;
import io.belfry.server.user.UserId;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/// How a transaction changes the states of what is in inboxes.
///
/// Owned by the lane's thread.
final class Marking {
  private final Finding finding;
  private final NotificationTable table;
  private final Deciding deciding;
  private final Moves moves;
  private final int window;
  private final long nowMs;

  /// @param window changes of one inbox at once that are told one by one
  Marking(
      Finding finding,
      NotificationTable table,
      Deciding deciding,
      Moves moves,
      int window,
      long nowMs) {
    this.finding = finding;
    this.table = table;
    this.deciding = deciding;
    this.moves = moves;
    this.window = window;
    this.nowMs = nowMs;
  }

  Outcome read(Command.MarkRead mark) throws SQLException {
    return update(
        mark.user(),
        mark.id(),
        notification -> notification.isRead() == mark.read(),
        (notification, seq) -> notification.withRead(mark.read() ? nowMs : 0, seq));
  }

  Outcome archive(Command.Archive archive) throws SQLException {
    return update(
        archive.user(),
        archive.id(),
        notification -> notification.isArchived() == archive.archived(),
        (notification, seq) -> notification.withArchived(archive.archived() ? nowMs : 0, seq));
  }

  private Outcome update(
      UserId user,
      NotificationId id,
      Predicate<Notification> already,
      BiFunction<Notification, Long, Notification> change)
      throws SQLException {
    Head head = finding.find(user);
    Notification before = finding.find(head, id);
    if (head == null || before == null) {
      return new Outcome.Missing();
    }
    if (already.test(before)) {
      return Transaction.done(head, false);
    }
    Move move = moves.alter(head);
    update(move, before, change.apply(before, ++head.seq));
    return Transaction.done(head, true);
  }

  private void update(Move move, Notification before, Notification after) throws SQLException {
    Head head = move.head;
    head.subtract(before);
    head.add(after);
    table.update(head, after);
    move.upsert(after);
  }

  Outcome snooze(Command.Snooze snooze) throws SQLException {
    long until = snooze.untilMs();
    if (until != 0 && !Ahead.isAt(until, nowMs)) {
      return new Outcome.NotAhead();
    }
    return update(
        snooze.user(),
        snooze.id(),
        notification -> notification.snoozedUntil() == until,
        (notification, seq) -> notification.withSnoozed(until, seq));
  }

  Outcome wake(Command.Wake wake) throws SQLException {
    Head head = finding.find(wake.user());
    if (head == null) {
      return new Outcome.Missing();
    }
    boolean any = false;
    for (NotificationId id : wake.ids()) {
      Notification before = finding.find(head, id);
      if (before == null) {
        table.awake(head, id);
      } else if (before.isSnoozed() && before.snoozedUntil() <= nowMs) {
        wake(moves.alter(head), before);
        any = true;
      }
    }
    return Transaction.done(head, any);
  }

  /// Has it come back, and be heard.
  private void wake(Move move, Notification before) throws SQLException {
    Content content = before.content().with(Traits.of(before.content().json()));
    Decision decision = deciding.decide(move.head, content, false);
    Notification after =
        before
            .woken(++move.head.seq)
            .withContent(content, move.head.seq)
            .decided(Deciding.woken(decision));
    update(move, before, after);
    deciding.carryOut(move, after, decision);
  }

  Outcome delete(UserId user, NotificationId id) throws SQLException {
    Head head = finding.find(user);
    Notification notification = finding.find(head, id);
    if (head == null || notification == null) {
      return new Outcome.Missing();
    }
    Move move = moves.alter(head);
    table.bury(head, notification, ++head.seq, nowMs);
    move.bury(notification);
    return Transaction.done(head, true);
  }

  Outcome expire(Command.Expire expire) throws SQLException {
    Head head = finding.find(expire.user());
    if (head == null) {
      return new Outcome.Missing();
    }
    boolean any = false;
    for (NotificationId id : expire.ids()) {
      any |= delete(expire.user(), id) instanceof Outcome.Done;
      table.expired(head, id);
    }
    return Transaction.done(head, any);
  }

  Outcome markAllRead(UserId user) throws SQLException {
    Head head = finding.find(user);
    if (head == null || head.unread == 0) {
      return Transaction.done(head, false);
    }
    Move move = moves.alter(head);
    table.write(List.of(head));
    long seq = ++head.seq;
    List<Notification> unread = table.unread(head, window + 1);
    table.readAll(head, seq, nowMs);
    move.upsertAll(unread.stream().map(each -> each.withRead(nowMs, seq)).toList(), window);
    move.allRead(seq);
    head.unread = 0;
    head.unseen = 0;
    return Transaction.done(head, true);
  }

  Outcome markAllSeen(UserId user) throws SQLException {
    Head head = finding.find(user);
    if (head == null || head.unseen == 0) {
      return Transaction.done(head, false);
    }
    Move move = moves.alter(head);
    table.write(List.of(head));
    long seq = ++head.seq;
    List<Notification> unseen = table.unseen(head, window + 1);
    table.seeAll(head, seq, nowMs);
    move.upsertAll(unseen.stream().map(each -> each.withSeen(nowMs, seq)).toList(), window);
    head.unseen = 0;
    return Transaction.done(head, true);
  }
}
