package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.jdbc.Head;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Priority;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// How a row of the notification table reads.
final class Rows {
  /// The columns that [#notification] expects first, in their order.
  static final String COLUMNS =
      "n, salt, seq, key, read_at, seen_at, archived_at, priority, content, broadcast,"
          + " snoozed_until, decision";

  /// How many they are.
  static final int COUNT = 12;

  /// What is true of a row that changed after its creation, as the index of changes has it.
  static final String CHANGED = "seq > (key & 4294967295)";

  /// What the key of an inbox's head ends with.
  static final long HEAD = (1L << 32) - 1;

  /// Inboxes, each with its head.
  static final String INBOX_WITH_HEAD =
      "inbox JOIN notification ON key = (inbox.n << 32 | " + HEAD + ")";

  private static final JsonBytes NONE = JsonBytes.of("{}");

  private Rows() {}

  /// The same columns of the table `table`, where others have columns of the same names.
  static String columnsOf(String table) {
    return table + "." + COLUMNS.replace(", ", ", " + table + ".");
  }

  /// The key of the row that the change `createdSeq` of the inbox of number `inbox` created.
  static long key(long inbox, long createdSeq) {
    return inbox << 32 | createdSeq;
  }

  /// The key of the row that the change `createdSeq` of the inbox of `head` created.
  static long key(Head head, long createdSeq) {
    return key(head.n, createdSeq);
  }

  /// The key of the row of `head` itself.
  static long ownKey(Head head) {
    return key(head.n, HEAD);
  }

  /// The lowest key of what retention has not taken of the inbox of `head`.
  static long firstKey(Head head) {
    return key(head.n, head.oldest);
  }

  /// The highest key that a notification of the inbox of `head` can have.
  static long lastKey(Head head) {
    return key(head.n, Head.MAX_CREATED_SEQ);
  }

  /// The number of the inbox of the row with `key`.
  static long inbox(long key) {
    return key >>> 32;
  }

  /// The number of the change that created the row with `key`.
  static long createdSeq(long key) {
    return key & HEAD;
  }

  /// The notification of the current row; its content is empty where the row has none.
  static Notification notification(ResultSet row) throws SQLException {
    return new Notification(
        id(row),
        row.getLong(3),
        createdSeq(row),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(11),
        new Content(Priority.ofLevel(row.getInt(8)), json(row)),
        row.getLong(10),
        row.getInt(12));
  }

  /// The number of the change that created the notification of the current row.
  static long createdSeq(ResultSet row) throws SQLException {
    return createdSeq(row.getLong(4));
  }

  /// Its content, empty where the row has none.
  static JsonBytes json(ResultSet row) throws SQLException {
    byte[] json = row.getBytes(9);
    return json == null ? NONE : JsonBytes.of(json);
  }

  /// The id of the current row, whose first two columns are `n, salt`.
  static NotificationId id(ResultSet row) throws SQLException {
    return new NotificationId(row.getLong(1), row.getLong(2));
  }

  /// The notifications of all rows.
  static List<Notification> notifications(ResultSet rows) throws SQLException {
    List<Notification> all = new ArrayList<>();
    while (rows.next()) {
      all.add(notification(rows));
    }
    return all;
  }
}
