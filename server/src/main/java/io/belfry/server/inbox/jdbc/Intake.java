package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.Broadcast;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationIds;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// How inboxes take in what was broadcast: each gets its own copy, in the place that it has by its
/// time, once.
///
/// Owned by the lane's thread.
final class Intake {
  private final BroadcastTable broadcasts;
  private final NotificationTable table;
  private final NotificationIds ids;
  private final int window;
  private final long nowMs;

  /// @param window changes of one inbox at once that are told one by one
  Intake(Tables tables, NotificationIds ids, int window, long nowMs) {
    this.broadcasts = tables.broadcasts();
    this.table = tables.notifications();
    this.ids = ids;
    this.window = window;
    this.nowMs = nowMs;
  }

  /// Has the inbox of `head` take in what it has not; whether there was anything to look at.
  ///
  /// @param alter begins the move of an inbox
  boolean takeIn(Head head, Function<Head, Move> alter) throws SQLException {
    if (head.heard >= broadcasts.last()) {
      return false;
    }
    BroadcastTable.Pending pending = broadcasts.pending(head, nowMs);
    if (!pending.isEmpty()) {
      Move move = alter.apply(head);
      List<Notification> copies = new ArrayList<>(pending.sent().size());
      for (Broadcast broadcast : pending.sent()) {
        copies.add(copy(head, broadcast));
      }
      move.upsertAll(copies, window);
      for (BroadcastTable.Changed changed : pending.changed()) {
        change(move, changed);
      }
    }
    head.heard = broadcasts.last();
    return !pending.isEmpty();
  }

  private Notification copy(Head head, Broadcast broadcast) {
    var notification =
        Notification.copied(
            ids.copy(broadcast.id().timestamp(), head.user.hashCode(), head.lastOrder),
            ++head.seq,
            broadcast.content().orElseThrow(),
            broadcast.number());
    head.send(notification);
    return notification;
  }

  private void change(Move move, BroadcastTable.Changed changed) throws SQLException {
    Head head = move.head;
    if (changed.now().isPresent()) {
      Notification after = changed.copy().withContent(changed.now().get(), ++head.seq);
      table.rewrite(head, after);
      move.upsert(after);
    } else {
      table.bury(head, changed.copy(), ++head.seq, nowMs);
      move.bury(changed.copy());
    }
  }
}
