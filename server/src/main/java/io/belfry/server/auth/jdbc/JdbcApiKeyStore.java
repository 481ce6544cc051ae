package io.belfry.server.auth.jdbc;

import io.belfry.server.auth.ApiKey;
import io.belfry.server.auth.ApiKeyStore;
import io.belfry.server.jdbc.SideWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// API keys in the database of the log, beside it.
public final class JdbcApiKeyStore implements ApiKeyStore {
  private final SideWork database;
  private final InstantSource clock;

  /// @param database closed with this
  public JdbcApiKeyStore(SideWork database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public List<ApiKey> all() {
    return database.read(
        connection -> {
          try (PreparedStatement statement =
                  connection.prepareStatement(
                      "SELECT id, name, hash, created_at, revoked_at FROM api_key"
                          + " ORDER BY created_at, id");
              ResultSet row = statement.executeQuery()) {
            List<ApiKey> keys = new ArrayList<>();
            while (row.next()) {
              keys.add(key(row));
            }
            return keys;
          }
        });
  }

  @Override
  public void add(ApiKey key) {
    database.write(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("INSERT INTO api_key VALUES (?, ?, ?, ?, 0)")) {
            statement.setString(1, key.id());
            statement.setString(2, key.name());
            statement.setString(3, key.hash());
            statement.setLong(4, key.createdAt().toEpochMilli());
            return statement.executeUpdate();
          }
        });
  }

  @Override
  public boolean revoke(String id) {
    return database.write(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "UPDATE api_key SET revoked_at = ? WHERE id = ? AND revoked_at = 0")) {
            statement.setLong(1, clock.millis());
            statement.setString(2, id);
            return statement.executeUpdate() > 0;
          }
        });
  }

  @Override
  public void close() {
    database.close();
  }

  private static ApiKey key(ResultSet row) throws SQLException {
    return new ApiKey(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        Instant.ofEpochMilli(row.getLong(4)),
        row.getLong(5) != 0);
  }
}
