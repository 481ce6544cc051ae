package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.ExpiredStore;
import io.belfry.server.jdbc.Query;
import io.belfry.server.jdbc.SideWork;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.UserId;
import java.util.List;
import java.util.Optional;

/// Asks the database of the log, beside it.
public final class JdbcExpiredStore implements ExpiredStore {
  /// What is due among notifications `n` behind a time and an order of ids; takes both, a time and
  /// how many at the most.
  public static final String DUE =
      " WHERE n.expires_at <> 0 AND n.deleted_at = 0 AND (n.expires_at, n.n) > (?, ?)"
          + " AND n.expires_at <= ? ORDER BY n.expires_at, n.n LIMIT ?";

  private final SideWork database;
  private final String expired;

  /// @param expired the query of users, ids and times of what is due, which ends with [#DUE]
  public JdbcExpiredStore(SideWork database, String expired) {
    this.database = database;
    this.expired = expired;
  }

  @Override
  public List<Expired> expired(Optional<Expired> after, long nowMs, int limit) {
    return database.read(
        connection ->
            Query.list(
                connection,
                row ->
                    new Expired(
                        new UserId(row.getString(1)),
                        new NotificationId(row.getLong(2), row.getLong(3)),
                        row.getLong(4)),
                expired,
                after.map(Expired::atMs).orElse(0L),
                after.map(each -> each.id().order()).orElse(0L),
                nowMs,
                limit));
  }
}
