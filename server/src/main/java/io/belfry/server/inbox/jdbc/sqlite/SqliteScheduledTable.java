package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.Scheduled;
import io.belfry.server.inbox.jdbc.ScheduledRows;
import io.belfry.server.inbox.jdbc.ScheduledTable;
import io.belfry.server.jdbc.Query;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is to be sent to users later, in the transaction of the lane: nobody else writes meanwhile.
///
/// Owned by the lane's thread.
final class SqliteScheduledTable implements ScheduledTable {
  private final Connection connection;
  private long nowMs;

  SqliteScheduledTable(Connection connection) {
    this.connection = connection;
  }

  /// Says when the next transaction is, epoch milliseconds.
  void at(long transactionMs) {
    nowMs = transactionMs;
  }

  @Override
  public ZoneId zone(UserId user) throws SQLException {
    return ScheduledRows.zone(
        Query.first(
                connection,
                row -> row.getString(1),
                "SELECT profile FROM users WHERE user_id = ?",
                user.value())
            .orElse(null));
  }

  @Override
  public int waiting(UserId user) throws SQLException {
    return Query.first(
            connection,
            row -> row.getInt(1),
            "SELECT count(*) FROM scheduled WHERE user_id = ? AND state = 0",
            user.value())
        .orElseThrow();
  }

  @Override
  public void insert(Scheduled scheduled) throws SQLException {
    Query.update(connection, ScheduledRows.INSERT, ScheduledRows.values(scheduled));
  }

  @Override
  public @Nullable Content due(UserId user, NotificationId id) throws SQLException {
    return Query.first(
            connection, ScheduledRows::scheduled, ScheduledRows.FIND, id.order(), id.salt())
        .filter(found -> found.user().equals(Optional.of(user)) && found.sendAtMs() <= nowMs)
        .flatMap(Scheduled::content)
        .orElse(null);
  }

  @Override
  public void end(NotificationId id, Scheduled.State state, @Nullable NotificationId became)
      throws SQLException {
    Query.update(
        connection,
        ScheduledRows.END,
        state.code(),
        nowMs,
        became == null ? 0L : became.order(),
        became == null ? 0L : became.salt(),
        id.order(),
        id.salt());
  }

  @Override
  public int forget(long beforeMs, int limit) throws SQLException {
    return Query.update(
        connection,
        "DELETE FROM scheduled WHERE (n, salt) IN (SELECT n, salt FROM scheduled"
            + " WHERE state <> 0 AND ended_at < ? ORDER BY ended_at LIMIT ?)",
        beforeMs,
        limit);
  }
}
