package io.belfry.server.user.jdbc;

import io.belfry.server.jdbc.Query;
import io.belfry.server.jdbc.SideWork;
import io.belfry.server.user.LastSeenStore;
import io.belfry.server.user.UserId;
import java.sql.PreparedStatement;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Remembers in the database of the log, beside it: of users who have an inbox, which everybody has
/// who ever connected and was not forgotten.
public final class JdbcLastSeenStore implements LastSeenStore {
  private final SideWork database;

  public JdbcLastSeenStore(SideWork database) {
    this.database = database;
  }

  @Override
  public void note(Map<UserId, Long> seen) {
    // In one order, so that nodes do not wait for each other in a circle.
    Map<String, Long> sorted = new TreeMap<>();
    seen.forEach((user, at) -> sorted.put(user.value(), at));
    database.write(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "INSERT INTO last_seen (user_id, at) SELECT user_id, CAST(? AS bigint)"
                      + " FROM inbox WHERE user_id = ? ON CONFLICT (user_id)"
                      + " DO UPDATE SET at = excluded.at WHERE last_seen.at < excluded.at")) {
            for (Map.Entry<String, Long> each : sorted.entrySet()) {
              statement.setLong(1, each.getValue());
              statement.setString(2, each.getKey());
              statement.addBatch();
            }
            return statement.executeBatch();
          }
        });
  }

  @Override
  public OptionalLong find(UserId user) {
    return database.read(
        connection ->
            Query.first(
                    connection,
                    row -> OptionalLong.of(row.getLong(1)),
                    "SELECT at FROM last_seen WHERE user_id = ?",
                    user.value())
                .orElse(OptionalLong.empty()));
  }
}
