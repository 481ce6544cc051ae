package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.RecapStore;
import io.belfry.server.jdbc.Query;
import io.belfry.server.jdbc.SideWork;
import io.belfry.server.user.UserId;
import java.util.List;
import java.util.Optional;

/// Asks the database of the log, beside it.
public final class JdbcRecapStore implements RecapStore {
  private final SideWork database;
  private final String due;

  /// @param due the query of users and times; takes the present time, the time and the user behind
  ///   which they are, and how many at the most
  public JdbcRecapStore(SideWork database, String due) {
    this.database = database;
    this.due = due;
  }

  @Override
  public List<Due> due(Optional<Due> after, long nowMs, int limit) {
    return database.read(
        connection ->
            Query.list(
                connection,
                row -> new Due(new UserId(row.getString(1)), row.getLong(2)),
                due,
                nowMs,
                after.map(Due::atMs).orElse(0L),
                after.map(each -> each.user().value()).orElse(""),
                limit));
  }
}
