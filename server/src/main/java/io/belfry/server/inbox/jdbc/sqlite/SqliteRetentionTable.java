package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.jdbc.Head;
import io.belfry.server.inbox.jdbc.RetentionTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The notification table as retention sees it: what is oldest, and what may be forgotten.
///
/// Taking the oldest writes no row: it moves [Head#oldest]. What lies below stays for a while, so
/// that replicas can be told of it, and then goes in one piece. Owned by the lane's thread.
final class SqliteRetentionTable implements RetentionTable, AutoCloseable {
  private static final int READ_AHEAD = 4;
  private static final String OWN_TOMBSTONES =
      " FROM notification WHERE key >> 32 = ? AND "
          + Rows.CHANGED
          + " AND deleted_at <> 0 AND key >= ?";

  private final SqliteHeads heads;
  private final PreparedStatement oldest;
  private final PreparedStatement forgetEvicted;
  private final PreparedStatement countEvicted;
  private final PreparedStatement countTombstones;
  private final PreparedStatement tombstoneSeq;
  private final PreparedStatement forgetTombstones;
  private final PreparedStatement aged;
  private final PreparedStatement forget;

  SqliteRetentionTable(Connection connection, SqliteHeads heads) throws SQLException {
    this.heads = heads;
    String select = "SELECT " + Rows.COLUMNS.replace("content", "NULL") + ", deleted_at";
    this.oldest =
        connection.prepareStatement(
            select + " FROM notification WHERE key BETWEEN ? AND ? ORDER BY key LIMIT ?");
    this.forgetEvicted =
        connection.prepareStatement("DELETE FROM notification WHERE key >= ? AND key < ?");
    this.countEvicted =
        connection.prepareStatement("SELECT count(*) FROM notification WHERE key BETWEEN ? AND ?");
    this.countTombstones =
        connection.prepareStatement(
            "SELECT count(*) FROM notification WHERE key BETWEEN ? AND ? AND deleted_at <> 0");
    this.tombstoneSeq =
        connection.prepareStatement(
            "SELECT seq" + OWN_TOMBSTONES + " ORDER BY seq LIMIT 1 OFFSET ?");
    this.forgetTombstones =
        connection.prepareStatement("DELETE" + OWN_TOMBSTONES + " AND seq <= ?");
    this.aged =
        connection.prepareStatement(
            select + " FROM notification WHERE n > 0 AND n < ? ORDER BY n LIMIT ?");
    this.forget = connection.prepareStatement("DELETE FROM notification WHERE key = ?");
  }

  /// Takes the oldest row that retention has not taken yet, a tombstone maybe, out of [Head#next].
  @Override
  public OldRow takeOldest(Head head) throws SQLException {
    if (head.next.isEmpty()) {
      oldest.setLong(1, Rows.firstKey(head));
      oldest.setLong(2, Rows.lastKey(head));
      oldest.setInt(3, READ_AHEAD);
      head.next.addAll(rows(oldest));
    }
    if (head.next.isEmpty()) {
      addOldestUnwritten(head);
    }
    OldRow row = head.next.poll();
    if (row == null) {
      throw new IllegalStateException("an inbox counts notifications that it does not have");
    }
    return row;
  }

  /// Counts anew what is kept for replicas alone.
  void recount(Head head) throws SQLException {
    head.evicted = count(countEvicted, Rows.key(head, 0), Rows.firstKey(head) - 1);
    head.tombstones = count(countTombstones, Rows.firstKey(head), Rows.lastKey(head));
  }

  private static int count(PreparedStatement count, long from, long to) throws SQLException {
    count.setLong(1, from);
    count.setLong(2, to);
    try (ResultSet row = count.executeQuery()) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  /// Forgets what was evicted before the last mark, and sets the mark anew: replicas that stood
  /// before it need a snapshot.
  @Override
  public void forgetEvicted(Head head) throws SQLException {
    forgetEvicted.setLong(1, Rows.key(head, 0));
    forgetEvicted.setLong(2, Rows.key(head, head.markOldest));
    head.evicted -= forgetEvicted.executeUpdate();
    head.floor = Math.max(head.floor, head.markSeq);
    head.markOldest = head.oldest;
    head.markSeq = head.seq;
  }

  /// Forgets the tombstones of `head`, all but the last `keep`, and raises its floor accordingly.
  @Override
  public void forgetTombstones(Head head, int keep) throws SQLException {
    tombstoneSeq.setLong(1, head.n);
    tombstoneSeq.setLong(2, Rows.firstKey(head));
    tombstoneSeq.setInt(3, head.tombstones - keep - 1);
    try (ResultSet row = tombstoneSeq.executeQuery()) {
      if (!row.next()) {
        throw new IllegalStateException("an inbox counts tombstones that it does not have");
      }
      head.floor = Math.max(head.floor, row.getLong(1));
    }
    forgetTombstones.setLong(1, head.n);
    forgetTombstones.setLong(2, Rows.firstKey(head));
    forgetTombstones.setLong(3, head.floor);
    head.tombstones -= forgetTombstones.executeUpdate();
    head.next.clear();
  }

  /// At most `limit` rows of any inbox created before `order`, oldest first.
  @Override
  public List<Aged> aged(long order, int limit) throws SQLException {
    aged.setLong(1, order);
    aged.setInt(2, limit);
    List<Aged> found = new ArrayList<>();
    try (ResultSet row = aged.executeQuery()) {
      while (row.next()) {
        found.add(new Aged(head(Rows.inbox(row.getLong(4))), oldRow(row)));
      }
    }
    return found;
  }

  private Head head(long inbox) throws SQLException {
    Head head = heads.byNumber(inbox);
    if (head == null) {
      throw new IllegalStateException("a notification without an inbox");
    }
    return head;
  }

  /// Forgets one row.
  @Override
  public void forget(Head head, OldRow row) throws SQLException {
    forget.setLong(1, Rows.key(head, row.notification().createdSeq()));
    forget.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    Statements.close(
        List.of(
            oldest,
            forgetEvicted,
            countEvicted,
            countTombstones,
            tombstoneSeq,
            forgetTombstones,
            aged,
            forget));
  }

  /// For when all that an inbox keeps is so new that no table has it yet.
  private static void addOldestUnwritten(Head head) {
    head.unwritten.stream()
        .filter(each -> each.createdSeq() >= head.oldest)
        .findFirst()
        .map(each -> new OldRow(each, false))
        .ifPresent(head.next::add);
  }

  private static List<OldRow> rows(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      List<OldRow> all = new ArrayList<>();
      while (row.next()) {
        all.add(oldRow(row));
      }
      return all;
    }
  }

  private static OldRow oldRow(ResultSet row) throws SQLException {
    return new OldRow(Rows.notification(row), row.getLong(Rows.COUNT + 1) != 0);
  }
}
