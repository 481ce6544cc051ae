package io.belfry.server.inbox.jdbc;

import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.UserId;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a transaction finds what there is: an inbox has taken in what was broadcast, and its rows
/// are in the tables.
///
/// Owned by the lane's thread.
final class Finding {
  private final Heads heads;
  private final NotificationTable table;
  private final Intake intake;
  private final Moves moves;

  Finding(Tables tables, Intake intake, Moves moves) {
    this.heads = tables.heads();
    this.table = tables.notifications();
    this.intake = intake;
    this.moves = moves;
  }

  /// The head of `user`'s inbox, or null when they have none.
  @Nullable Head find(UserId user) throws SQLException {
    Head head = heads.find(user);
    if (head != null) {
      intake.takeIn(head, moves);
    }
    return head;
  }

  /// The head of `user`'s inbox, begun when they have none.
  Head findOrBegin(UserId user) throws SQLException {
    Head head = heads.findOrBegin(user);
    if (head.isNew) {
      moves.touch(head);
    }
    intake.takeIn(head, moves);
    return head;
  }

  /// The notification `id` of the inbox of `head`, or null when it has none.
  @Nullable Notification find(@Nullable Head head, NotificationId id) throws SQLException {
    if (head == null) {
      return null;
    }
    write(head);
    return table.find(head, id);
  }

  /// Has the tables take in what is unwritten of `head`.
  void write(Head head) throws SQLException {
    if (!head.unwritten.isEmpty()) {
      moves.touch(head);
      table.write(List.of(head));
    }
  }
}
