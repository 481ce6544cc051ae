package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.Broadcast;
import io.belfry.server.inbox.jdbc.Audiences;
import io.belfry.server.inbox.jdbc.BroadcastRows;
import io.belfry.server.inbox.jdbc.BroadcastTable;
import io.belfry.server.inbox.jdbc.Head;
import io.belfry.server.user.Attributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What was broadcast, as the lane reads it.
///
/// Owned by the lane's thread.
final class SqliteBroadcastTable implements BroadcastTable, AutoCloseable {
  /// Those after the number `?1`, up to `?2`, that the user `?3` may get.
  static final String SENT =
      " FROM broadcast b WHERE b.target = 0 AND b.topic = '' AND b.number > ?1 AND b.number <= ?2"
          + " AND b.recalled_at = 0 UNION ALL SELECT %s FROM subscription s CROSS JOIN broadcast b"
          + " ON b.topic = s.topic AND b.number > max(s.since, ?1) AND b.number <= ?2"
          + " WHERE s.user_id = ?3 AND b.target = 0 AND b.recalled_at = 0";

  /// What was edited or recalled after the number `?1`, up to `?2`, `b`, and the copies of it in
  /// the inbox whose keys are `?3` to `?4`.
  static final String CHANGED =
      " FROM (SELECT DISTINCT target FROM broadcast WHERE target <> 0 AND number > ?1"
          + " AND number <= ?2) c"
          + " CROSS JOIN notification ON broadcast = c.target AND broadcast <> 0"
          + " AND key BETWEEN ?3 AND ?4 AND deleted_at = 0"
          + " CROSS JOIN broadcast b ON b.number = c.target";

  private final LastBroadcast shared;
  private final int keep;
  private final Audiences audiences = new Audiences();
  private final PreparedStatement sent;
  private final PreparedStatement changed;
  private final PreparedStatement attributes;
  private long last;

  /// @param shared with who writes broadcasts
  /// @param keep notifications that an inbox keeps
  SqliteBroadcastTable(Connection connection, LastBroadcast shared, int keep) throws SQLException {
    this.shared = shared;
    this.keep = keep;
    this.sent =
        connection.prepareStatement(
            "SELECT "
                + BroadcastRows.COLUMNS
                + SENT.formatted(BroadcastRows.COLUMNS)
                + " ORDER BY 1 DESC LIMIT ?4");
    this.changed =
        connection.prepareStatement(
            "SELECT " + Rows.columnsOf("notification") + ", b.priority, b.content" + CHANGED);
    this.attributes = connection.prepareStatement("SELECT attributes FROM users WHERE user_id = ?");
  }

  /// The same, with statements made anew.
  SqliteBroadcastTable again(Connection connection) throws SQLException {
    return new SqliteBroadcastTable(connection, shared, keep);
  }

  @Override
  public long last() {
    return last;
  }

  /// Looks which is the last one now; until it looks again, there are no others.
  void look() {
    last = shared.number();
  }

  @Override
  public Pending pending(Head head, long nowMs) throws SQLException {
    List<Broadcast> newestFirst = new ArrayList<>();
    Attributes said = null;
    long to = last;
    List<Broadcast> page = sent(head, to);
    boolean looked = !page.isEmpty();
    while (!page.isEmpty() && newestFirst.size() < keep) {
      said = said == null ? attributes(head) : said;
      for (Broadcast each : page) {
        if (newestFirst.size() < keep && each.isFor(head.user, said, nowMs)) {
          newestFirst.add(each);
        }
      }
      to = page.getLast().number() - 1;
      page = page.size() < keep ? List.of() : sent(head, to);
    }
    return new Pending(newestFirst.reversed(), looked, changed(head));
  }

  @Override
  public void close() throws SQLException {
    Statements.close(List.of(sent, changed, attributes));
  }

  /// Those up to the number `to`, newest first, no more than an inbox keeps.
  private List<Broadcast> sent(Head head, long to) throws SQLException {
    sent.setLong(1, head.heard);
    sent.setLong(2, to);
    sent.setString(3, head.user.value());
    sent.setInt(4, keep);
    List<Broadcast> newestFirst = new ArrayList<>();
    try (ResultSet row = sent.executeQuery()) {
      while (row.next()) {
        newestFirst.add(BroadcastRows.broadcast(row, 0, audiences));
      }
    }
    return newestFirst;
  }

  private List<Changed> changed(Head head) throws SQLException {
    changed.setLong(1, head.heard);
    changed.setLong(2, last);
    changed.setLong(3, Rows.firstKey(head));
    changed.setLong(4, Rows.lastKey(head));
    List<Changed> found = new ArrayList<>();
    try (ResultSet row = changed.executeQuery()) {
      while (row.next()) {
        found.add(
            new Changed(
                Rows.notification(row),
                BroadcastRows.content(row.getInt(Rows.COUNT + 1), row.getString(Rows.COUNT + 2))));
      }
    }
    return found;
  }

  private Attributes attributes(Head head) throws SQLException {
    attributes.setString(1, head.user.value());
    try (ResultSet row = attributes.executeQuery()) {
      return row.next() ? Attributes.parse(row.getString(1)) : Attributes.NONE;
    }
  }
}
