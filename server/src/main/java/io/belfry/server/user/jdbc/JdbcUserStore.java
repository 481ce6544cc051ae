package io.belfry.server.user.jdbc;

import io.belfry.server.jdbc.Query;
import io.belfry.server.jdbc.SideWork;
import io.belfry.server.user.Attributes;
import io.belfry.server.user.UserId;
import io.belfry.server.user.UserStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What is said of users, in the database of the log, beside it.
public final class JdbcUserStore implements UserStore {
  private static final String SAY = "UPDATE users SET attributes = ? WHERE user_id = ?";
  private static final String FIND =
      "SELECT said FROM (SELECT coalesce((SELECT attributes FROM users WHERE user_id = ?),"
          + " (SELECT '{}' FROM inbox WHERE user_id = ?)) AS said) known WHERE said IS NOT NULL";

  private final SideWork database;

  public JdbcUserStore(SideWork database) {
    this.database = database;
  }

  @Override
  public boolean put(UserId user, Attributes attributes) {
    return database.write(
        connection -> {
          boolean unknown = find(connection, user).isEmpty();
          // Of several who found that at once, one is the first.
          boolean first = Known.add(connection, database.dialect(), List.of(user)) == 1;
          Query.update(connection, SAY, attributes.json(), user.value());
          return unknown && first;
        });
  }

  @Override
  public Optional<Attributes> find(UserId user) {
    return database.read(connection -> find(connection, user));
  }

  private static Optional<Attributes> find(Connection connection, UserId user) throws SQLException {
    return Query.first(
        connection, row -> Attributes.parse(row.getString(1)), FIND, user.value(), user.value());
  }
}
