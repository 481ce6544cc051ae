package io.belfry.server.broadcast.jdbc;

import io.belfry.server.broadcast.BroadcastStore.Added;
import io.belfry.server.broadcast.BroadcastStore.Draft;
import io.belfry.server.inbox.IdempotencyKey;
import io.belfry.server.jdbc.Query;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// What is broadcast, as it is appended, once for each key.
final class Drafts {
  private static final String NEXT =
      "UPDATE log SET broadcasts = broadcasts + 1 RETURNING broadcasts";
  private static final String INSERT =
      "INSERT INTO broadcast (number, target, n, salt, topic, audience, priority, content,"
          + " created_at, expires_at) VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?)";

  private Drafts() {}

  /// What was answered under `key` before.
  static Optional<Added> before(Connection connection, Optional<IdempotencyKey> key)
      throws SQLException {
    if (key.isEmpty()) {
      return Optional.empty();
    }
    return Query.first(
        connection,
        row ->
            row.getString(1).equals(key.get().bodyHash())
                ? new Added.Repeated(
                    new NotificationId(row.getLong(2), row.getLong(3)),
                    JsonBytes.of(row.getString(4)))
                : new Added.Mismatch(),
        "SELECT body_hash, n, salt, answer FROM idempotency WHERE scope = ? AND key = ?"
            + " ORDER BY item LIMIT 1",
        key.get().scope(),
        key.get().key());
  }

  /// Remembers what is answered under the key of `draft`, where it has one.
  static void remember(Connection connection, Draft draft, long nowMs) throws SQLException {
    if (draft.key().isPresent()) {
      IdempotencyKey key = draft.key().get();
      Query.update(
          connection,
          "INSERT INTO idempotency (scope, key, item, body_hash, n, salt, answer, created_at)"
              + " VALUES (?, ?, 0, ?, ?, ?, ?, ?)",
          key.scope(),
          key.key(),
          key.bodyHash(),
          draft.id().order(),
          draft.id().salt(),
          draft.answer().toString(),
          nowMs);
    }
  }

  /// Appends `draft`, and returns its number.
  static long insert(Connection connection, Draft draft, long nowMs) throws SQLException {
    Content content = draft.content();
    long number = next(connection);
    Query.update(
        connection,
        INSERT,
        number,
        draft.id().order(),
        draft.id().salt(),
        draft.audience().topic().map(Topic::name).orElse(""),
        draft.audience().rest(),
        content.priority().level(),
        content.json().toString(),
        nowMs,
        draft.expiresMs());
    return number;
  }

  /// The next number of the list.
  static long next(Connection connection) throws SQLException {
    return Query.first(connection, row -> row.getLong(1), NEXT).orElseThrow();
  }
}
