package io.belfry.server.auth.jdbc;

import io.belfry.server.auth.ApiKey;
import io.belfry.server.auth.ApiKeyStore;
import io.belfry.server.jdbc.DatabaseException;
import io.belfry.server.jdbc.SqliteDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// API keys in a SQLite file, beside the log.
public final class SqliteApiKeyStore implements ApiKeyStore {
  private final Connection connection;
  private final InstantSource clock;

  /// @throws DatabaseException when the database cannot be used
  public SqliteApiKeyStore(SqliteDatabase database, InstantSource clock) {
    this.clock = clock;
    try {
      this.connection = database.autoCommit();
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  @Override
  public synchronized List<ApiKey> all() {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT id, name, hash, created_at, revoked_at FROM api_key"
                    + " ORDER BY created_at, id");
        ResultSet row = statement.executeQuery()) {
      List<ApiKey> keys = new ArrayList<>();
      while (row.next()) {
        keys.add(
            new ApiKey(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Instant.ofEpochMilli(row.getLong(4)),
                row.getLong(5) != 0));
      }
      return keys;
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  @Override
  public synchronized void add(ApiKey key) {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO api_key VALUES (?, ?, ?, ?, 0)")) {
      statement.setString(1, key.id());
      statement.setString(2, key.name());
      statement.setString(3, key.hash());
      statement.setLong(4, key.createdAt().toEpochMilli());
      statement.executeUpdate();
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  @Override
  public synchronized boolean revoke(String id) {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE api_key SET revoked_at = ? WHERE id = ? AND revoked_at = 0")) {
      statement.setLong(1, clock.millis());
      statement.setString(2, id);
      return statement.executeUpdate() > 0;
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  private static DatabaseException failed(SQLException failure) {
    return new DatabaseException("API keys: " + failure.getMessage(), failure);
  }
}
