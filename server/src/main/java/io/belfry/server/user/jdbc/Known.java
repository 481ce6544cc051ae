package io.belfry.server.user.jdbc;

import io.belfry.server.jdbc.Query;
import io.belfry.server.jdbc.SqlDialect;
import io.belfry.server.user.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/// The users who are known: those of whom there is a row.
final class Known {
  private Known() {}

  /// Makes `users` known from now on, where they are not; how many were not. Always in the order of
  /// their ids, so that nodes do not wait for each other in a circle.
  static int add(Connection connection, SqlDialect dialect, Collection<UserId> users)
      throws SQLException {
    return Query.update(
        connection,
        "INSERT INTO users (user_id, heard) SELECT value, (SELECT broadcasts FROM log) FROM ("
            + dialect.texts()
            + ") u ORDER BY value ON CONFLICT DO NOTHING",
        Query.array(users, UserId::value));
  }
}
