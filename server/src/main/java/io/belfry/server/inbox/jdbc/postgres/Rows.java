package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.jdbc.Attention;
import io.belfry.server.inbox.jdbc.HeadState;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Priority;
import io.belfry.server.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;

/// How rows read.
final class Rows {
  /// The columns of a notification `n`, in the order that [#notification], [#user] and [#isDeleted]
  /// expect.
  static final String NOTIFICATION =
      "n.n, n.salt, n.seq, n.created_seq, n.read_at, n.seen_at, n.archived_at, n.priority,"
          + " n.content, n.user_id, n.deleted_at, n.broadcast, n.snoozed_until,"
          + " n.decision";

  /// How many they are.
  static final int COUNT = 14;

  /// The same without content.
  static final String BARE = NOTIFICATION.replace("n.content", "NULL::text");

  /// What a query of notifications goes on with that is about one user, its parameter, and leaves
  /// out what retention has taken.
  static final String OF_USER =
      " FROM inbox i JOIN notification n ON n.user_id = i.user_id AND n.created_seq >= i.oldest"
          + " WHERE i.user_id = ?";

  /// How it ends that finds so many of the newest.
  static final String NEWEST_FIRST = " ORDER BY n.created_seq DESC LIMIT ?";

  /// The columns of a head `i`, in the order that [#head] expects, behind its user.
  static final String HEAD =
      "i.user_id, i.seq, i.floor, i.unread, i.unseen, i.size, i.tombstones, i.oldest, i.evicted,"
          + " i.mark_oldest, i.mark_seq, i.last_order, i.heard, i.attention";

  /// How many they are.
  static final int HEAD_COUNT = 14;

  private static final JsonBytes NONE = JsonBytes.of("{}");

  private Rows() {}

  /// The notification of the current row; its content is empty where the row has none.
  static Notification notification(ResultSet row) throws SQLException {
    return new Notification(
        id(row),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(13),
        new Content(Priority.ofLevel(row.getInt(8)), json(row, 9)),
        row.getLong(12),
        row.getInt(14));
  }

  /// The content in a column of the current row, empty where there is none.
  static JsonBytes json(ResultSet row, int column) throws SQLException {
    byte[] json = row.getBytes(column);
    return json == null ? NONE : JsonBytes.of(json);
  }

  /// Its id; the first two columns will do.
  static NotificationId id(ResultSet row) throws SQLException {
    return new NotificationId(row.getLong(1), row.getLong(2));
  }

  static UserId user(ResultSet row) throws SQLException {
    return new UserId(row.getString(10));
  }

  static boolean isDeleted(ResultSet row) throws SQLException {
    return row.getLong(11) != 0;
  }

  /// The head of the current row.
  static HeadState head(ResultSet row) throws SQLException {
    return new HeadState(
        row.getLong(2),
        row.getLong(3),
        row.getInt(4),
        row.getInt(5),
        row.getInt(6),
        row.getInt(7),
        row.getLong(8),
        row.getInt(9),
        row.getLong(10),
        row.getLong(11),
        row.getLong(12),
        row.getLong(13),
        Attention.parse(row.getString(14)));
  }
}
