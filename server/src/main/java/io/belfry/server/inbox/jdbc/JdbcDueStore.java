package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.DueStore;
import io.belfry.server.jdbc.Query;
import io.belfry.server.jdbc.SideWork;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.UserId;
import java.util.List;
import java.util.Optional;

/// Asks the database of the log, beside it.
public final class JdbcDueStore implements DueStore {
  private final SideWork database;
  private final String due;

  /// @param due the query of users, ids and times of what is due, which ends with [#behind]
  public JdbcDueStore(SideWork database, String due) {
    this.database = database;
    this.due = due;
  }

  /// The end of a query of notifications `n` that are due when their column `at` says, behind a
  /// time and an order of ids; takes both, the present time and how many at the most.
  public static String notifications(String at) {
    return " WHERE %s <> 0 AND n.deleted_at = 0".formatted(at) + behind(at);
  }

  /// The end of the condition of a query, which goes on from [#notifications].
  static String behind(String at) {
    return " AND (%s, n.n) > (?, ?) AND %s <= ? ORDER BY %s, n.n LIMIT ?".formatted(at, at, at);
  }

  @Override
  public List<Due> due(Optional<Due> after, long nowMs, int limit) {
    return database.read(
        connection ->
            Query.list(
                connection,
                row ->
                    new Due(
                        new UserId(row.getString(1)),
                        new NotificationId(row.getLong(2), row.getLong(3)),
                        row.getLong(4)),
                due,
                after.map(Due::atMs).orElse(0L),
                after.map(each -> each.id().order()).orElse(0L),
                nowMs,
                limit));
  }
}
