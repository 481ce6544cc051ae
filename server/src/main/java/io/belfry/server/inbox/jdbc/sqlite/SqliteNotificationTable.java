package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.jdbc.Head;
import io.belfry.server.inbox.jdbc.NotificationTable;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The notification table as the lane writes it. What was sent comes to it by [#write]; whatever
/// else is called for an inbox expects that this was done.
///
/// Owned by the lane's thread.
final class SqliteNotificationTable implements NotificationTable, AutoCloseable {
  private static final String SELECT = "SELECT " + Rows.COLUMNS + " FROM notification";
  private static final String RANGE = " WHERE key BETWEEN ? AND ?";
  private static final String LIVE = RANGE + " AND deleted_at = 0";
  private static final String IN_INBOX = " AND archived_at = 0 AND snoozed_until = 0";
  private static final String UNREAD = LIVE + IN_INBOX + " AND read_at = 0";
  private static final String UNSEEN = LIVE + IN_INBOX + " AND seen_at = 0";
  private static final String NEWEST_FIRST = " ORDER BY key DESC LIMIT ?";

  private final List<AutoCloseable> opened = new ArrayList<>();
  private final RowsInsert insert;
  private final RowsInsert insertRare;
  private final PreparedStatement find;
  private final PreparedStatement card;
  private final PreparedStatement update;
  private final PreparedStatement rewrite;
  private final PreparedStatement bury;
  private final PreparedStatement expired;
  private final PreparedStatement awake;
  private final PreparedStatement forget;
  private final PreparedStatement listUnread;
  private final PreparedStatement listDecided;
  private final PreparedStatement readAll;
  private final PreparedStatement listUnseen;
  private final PreparedStatement seeAll;

  SqliteNotificationTable(Connection connection) throws SQLException {
    this.insert =
        new RowsInsert(
            connection,
            "INSERT INTO notification (key, n, salt, seq, priority, content) VALUES ",
            6,
            "");
    opened.add(insert);
    this.insertRare =
        new RowsInsert(
            connection,
            "INSERT INTO notification (key, n, salt, seq, priority, content, broadcast, expires_at,"
                + " decision, group_key, action_group) VALUES ",
            11,
            "");
    opened.add(insertRare);
    this.find = prepare(connection, SELECT + LIVE + " AND n = ? AND salt = ?");
    this.card =
        prepare(
            connection,
            SELECT
                + " WHERE key >> 32 = ? AND group_key = ? AND group_key <> '' AND deleted_at = 0"
                + " AND key >= ? ORDER BY key DESC LIMIT 1");
    this.update =
        prepare(
            connection,
            "UPDATE notification SET seq = ?, read_at = ?, seen_at = ?, archived_at = ?,"
                + " snoozed_until = ?, decision = ? WHERE key = ?");
    this.rewrite =
        prepare(
            connection,
            "UPDATE notification SET seq = ?, priority = ?, content = ?, broadcast = ?,"
                + " decision = ? WHERE key = ?");
    this.bury =
        prepare(
            connection,
            "UPDATE notification SET seq = ?, deleted_at = ?, content = NULL WHERE key = ?");
    this.expired =
        prepare(
            connection,
            "UPDATE notification SET expires_at = 0 WHERE n = ? AND salt = ? AND key >> 32 = ?");
    this.awake =
        prepare(
            connection,
            "UPDATE notification SET snoozed_until = 0 WHERE n = ? AND salt = ? AND key >> 32 = ?");
    this.forget = prepare(connection, "DELETE FROM notification" + RANGE);
    this.listUnread = prepare(connection, SELECT + UNREAD + NEWEST_FIRST);
    this.listDecided =
        prepare(connection, SELECT.replace("content", "NULL") + UNREAD + " AND decision <> 0");
    this.readAll =
        prepare(
            connection,
            "UPDATE notification SET seq = ?, read_at = ?,"
                + " seen_at = CASE seen_at WHEN 0 THEN ? ELSE seen_at END"
                + UNREAD);
    this.listUnseen = prepare(connection, SELECT + UNSEEN + NEWEST_FIRST);
    this.seeAll = prepare(connection, "UPDATE notification SET seq = ?, seen_at = ?" + UNSEEN);
  }

  /// Writes what is unwritten of `heads`.
  @Override
  public void write(Collection<Head> heads) throws SQLException {
    List<NewRow> rows = new ArrayList<>();
    List<NewRow> rare = new ArrayList<>(0);
    for (Head head : heads) {
      for (Notification each : head.unwritten) {
        (NewRow.isRare(each) ? rare : rows)
            .add(new NewRow(Rows.key(head, each.createdSeq()), each));
      }
    }
    insert.insert(rows, NewRow::write);
    insertRare.insert(rare, NewRow::writeRare);
    heads.forEach(head -> head.unwritten = new ArrayList<>(0));
  }

  /// The notification `id` of the inbox of `head`, or null when it has none.
  @Override
  public @Nullable Notification find(Head head, NotificationId id) throws SQLException {
    range(find, 1, head);
    find.setLong(3, id.order());
    find.setLong(4, id.salt());
    try (ResultSet row = find.executeQuery()) {
      return row.next() ? Rows.notification(row) : null;
    }
  }

  @Override
  public @Nullable Notification card(Head head, String key) throws SQLException {
    card.setLong(1, head.n);
    card.setString(2, key);
    card.setLong(3, Rows.firstKey(head));
    try (ResultSet row = card.executeQuery()) {
      return row.next() ? Rows.notification(row) : null;
    }
  }

  /// Writes the states and the seq of `notification`.
  @Override
  public void update(Head head, Notification notification) throws SQLException {
    update.setLong(1, notification.seq());
    update.setLong(2, notification.readAt());
    update.setLong(3, notification.seenAt());
    update.setLong(4, notification.archivedAt());
    update.setLong(5, notification.snoozedUntil());
    update.setInt(6, notification.decision());
    update.setLong(7, Rows.key(head, notification.createdSeq()));
    update.executeUpdate();
  }

  @Override
  public void rewrite(Head head, Notification notification) throws SQLException {
    rewrite.setLong(1, notification.seq());
    rewrite.setInt(2, notification.content().priority().level());
    rewrite.setString(3, notification.content().json().toString());
    rewrite.setLong(4, notification.broadcast());
    rewrite.setInt(5, notification.decision());
    rewrite.setLong(6, Rows.key(head, notification.createdSeq()));
    rewrite.executeUpdate();
  }

  /// Makes a tombstone of `notification`, as the change `seq`.
  @Override
  public void bury(Head head, Notification notification, long seq, long nowMs) throws SQLException {
    bury.setLong(1, seq);
    bury.setLong(2, nowMs);
    bury.setLong(3, Rows.key(head, notification.createdSeq()));
    bury.executeUpdate();
  }

  @Override
  public void expired(Head head, NotificationId id) throws SQLException {
    executeFor(expired, head, id);
  }

  @Override
  public void awake(Head head, NotificationId id) throws SQLException {
    executeFor(awake, head, id);
  }

  @Override
  public void forget(Head head) throws SQLException {
    forget.setLong(1, Rows.key(head, 0));
    forget.setLong(2, Rows.ownKey(head));
    forget.executeUpdate();
  }

  /// The newest unread ones, at most `limit`.
  @Override
  public List<Notification> unread(Head head, int limit) throws SQLException {
    return newest(listUnread, head, limit);
  }

  @Override
  public List<Notification> unreadDecided(Head head) throws SQLException {
    range(listDecided, 1, head);
    try (ResultSet rows = listDecided.executeQuery()) {
      return Rows.notifications(rows);
    }
  }

  /// Makes every unread one read and seen.
  @Override
  public void readAll(Head head, long seq, long nowMs) throws SQLException {
    readAll.setLong(1, seq);
    readAll.setLong(2, nowMs);
    readAll.setLong(3, nowMs);
    range(readAll, 4, head);
    readAll.executeUpdate();
  }

  /// The newest unseen ones, at most `limit`.
  @Override
  public List<Notification> unseen(Head head, int limit) throws SQLException {
    return newest(listUnseen, head, limit);
  }

  /// Makes every unseen one seen.
  @Override
  public void seeAll(Head head, long seq, long nowMs) throws SQLException {
    seeAll.setLong(1, seq);
    seeAll.setLong(2, nowMs);
    range(seeAll, 3, head);
    seeAll.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    Statements.close(opened);
  }

  private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    opened.add(statement);
    return statement;
  }

  private static void executeFor(PreparedStatement update, Head head, NotificationId id)
      throws SQLException {
    update.setLong(1, id.order());
    update.setLong(2, id.salt());
    update.setLong(3, head.n);
    update.executeUpdate();
  }

  private static List<Notification> newest(PreparedStatement list, Head head, int limit)
      throws SQLException {
    range(list, 1, head);
    list.setInt(3, limit);
    try (ResultSet rows = list.executeQuery()) {
      return Rows.notifications(rows);
    }
  }

  private static void range(PreparedStatement statement, int index, Head head) throws SQLException {
    statement.setLong(index, Rows.firstKey(head));
    statement.setLong(index + 1, Rows.lastKey(head));
  }

  private record NewRow(long key, Notification notification) {
    static void write(RowsInsert.Row row, NewRow added) throws SQLException {
      Notification notification = added.notification;
      row.set(added.key);
      row.set(notification.id().order());
      row.set(notification.id().salt());
      row.set(notification.seq());
      row.set(notification.content().priority().level());
      row.set(notification.content().json().toString());
    }

    /// Whether there is more to `notification` than what most have.
    static boolean isRare(Notification notification) {
      return notification.broadcast() != 0
          || notification.content().expiresMs() != 0
          || notification.decision() != 0
          || !notification.content().traits().isAlone();
    }

    static void writeRare(RowsInsert.Row row, NewRow added) throws SQLException {
      write(row, added);
      row.set(added.notification.broadcast());
      row.set(added.notification.content().expiresMs());
      row.set(added.notification.decision());
      row.set(added.notification.content().traits().group());
      row.set(added.notification.content().traits().actionGroup());
    }
  }
}
