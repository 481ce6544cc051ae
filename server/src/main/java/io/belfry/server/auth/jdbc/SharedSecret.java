package io.belfry.server.auth.jdbc;

import io.belfry.server.jdbc.SideWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;

/// A secret that all nodes on one database share.
public final class SharedSecret {
  private SharedSecret() {}

  /// The secret `name`; `made` where there was none yet.
  ///
  /// @throws io.belfry.server.jdbc.DatabaseException when the database cannot be used
  public static String findOrKeep(SideWork database, String name, String made) {
    return database.write(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO secret (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, name);
            insert.setString(2, made);
            insert.executeUpdate();
          }
          try (PreparedStatement find =
              connection.prepareStatement("SELECT value FROM secret WHERE name = ?")) {
            find.setString(1, name);
            try (ResultSet row = find.executeQuery()) {
              row.next();
              return row.getString(1);
            }
          }
        });
  }
}
