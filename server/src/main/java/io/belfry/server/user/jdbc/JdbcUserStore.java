package io.belfry.server.user.jdbc;

import io.belfry.server.jdbc.Query;
import io.belfry.server.jdbc.SideWork;
import io.belfry.server.user.Attributes;
import io.belfry.server.user.Profile;
import io.belfry.server.user.User;
import io.belfry.server.user.UserId;
import io.belfry.server.user.UserStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What is said of users, in the database of the log, beside it.
public final class JdbcUserStore implements UserStore {
  private static final String SAY =
      "UPDATE users SET profile = ?, attributes = ? WHERE user_id = ?";
  private static final String SAID = "SELECT profile, attributes FROM users WHERE user_id = ?";
  private static final List<String> OF_USERS =
      List.of("users", "subscription", "last_seen", "scheduled");
  private static final String HAS_INBOX = "SELECT 1 FROM inbox WHERE user_id = ?";

  private final SideWork database;

  public JdbcUserStore(SideWork database) {
    this.database = database;
  }

  @Override
  public boolean put(User user) {
    return database.write(
        connection -> {
          boolean unknown = find(connection, user.id()).isEmpty();
          // Of several who found that at once, one is the first.
          boolean first = Known.add(connection, database.dialect(), List.of(user.id())) == 1;
          Query.update(
              connection, SAY, user.profile().json(), user.attributes().json(), user.id().value());
          return unknown && first;
        });
  }

  @Override
  public boolean forget(UserId id) {
    return database.write(
        connection -> {
          int rows = 0;
          for (String table : OF_USERS) {
            rows +=
                Query.update(connection, "DELETE FROM " + table + " WHERE user_id = ?", id.value());
          }
          return rows > 0;
        });
  }

  @Override
  public Optional<User> find(UserId id) {
    return database.read(connection -> find(connection, id));
  }

  private static Optional<User> find(Connection connection, UserId id) throws SQLException {
    Optional<User> said =
        Query.first(
            connection,
            row ->
                new User(id, Profile.parse(row.getString(1)), Attributes.parse(row.getString(2))),
            SAID,
            id.value());
    return said.isPresent()
        ? said
        : Query.first(connection, row -> User.unsaid(id), HAS_INBOX, id.value());
  }
}
