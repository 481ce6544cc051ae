package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.IdempotencyKey;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.inbox.jdbc.IdempotencyTable;
import io.belfry.server.notification.JsonBytes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What was answered under which idempotency key. Owned by the lane's thread.
final class SqliteIdempotencyTable implements IdempotencyTable, AutoCloseable {
  private final PreparedStatement hash;
  private final PreparedStatement find;
  private final PreparedStatement insert;
  private final PreparedStatement forget;

  SqliteIdempotencyTable(Connection connection) throws SQLException {
    this.hash =
        connection.prepareStatement(
            "SELECT body_hash FROM idempotency WHERE scope = ? AND key = ? LIMIT 1");
    this.find =
        connection.prepareStatement(
            "SELECT n, salt, answer FROM idempotency"
                + " WHERE scope = ? AND key = ? AND item = ?");
    this.insert =
        connection.prepareStatement("INSERT INTO idempotency VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    this.forget =
        connection.prepareStatement(
            "DELETE FROM idempotency WHERE (scope, key, item) IN"
                + " (SELECT scope, key, item FROM idempotency WHERE created_at < ? LIMIT ?)");
  }

  /// What `key` was answered before, or null when it is new.
  @Override
  public @Nullable Outcome find(IdempotencyKey key) throws SQLException {
    hash.setString(1, key.scope());
    hash.setString(2, key.key());
    try (ResultSet row = hash.executeQuery()) {
      if (!row.next()) {
        return null;
      }
      if (!row.getString(1).equals(key.bodyHash())) {
        return new Outcome.Mismatch();
      }
    }
    find.setString(1, key.scope());
    find.setString(2, key.key());
    find.setInt(3, key.index());
    try (ResultSet row = find.executeQuery()) {
      return row.next() ? Outcome.Answer.kept(Rows.id(row), JsonBytes.of(row.getString(3))) : null;
    }
  }

  @Override
  public void insert(IdempotencyKey key, Outcome.Answer answer, long nowMs) throws SQLException {
    insert.setString(1, key.scope());
    insert.setString(2, key.key());
    insert.setInt(3, key.index());
    insert.setString(4, key.bodyHash());
    insert.setLong(5, answer.id().order());
    insert.setLong(6, answer.id().salt());
    insert.setString(7, answer.json().toString());
    insert.setLong(8, nowMs);
    insert.executeUpdate();
  }

  /// Forgets at most `limit` keys used before `beforeMs`, and says how many.
  @Override
  public int forget(long beforeMs, int limit) throws SQLException {
    forget.setLong(1, beforeMs);
    forget.setInt(2, limit);
    return forget.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    hash.close();
    find.close();
    insert.close();
    forget.close();
  }
}
