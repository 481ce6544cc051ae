package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.IdempotencyKey;
import io.belfry.server.inbox.Outcome;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What was answered under which idempotency key.
public interface IdempotencyTable {
  /// What `key` was answered before, or null when it is new.
  @Nullable Outcome find(IdempotencyKey key) throws SQLException;

  void insert(IdempotencyKey key, Outcome.Answer answer, long nowMs) throws SQLException;

  /// Forgets at most `limit` keys used before `beforeMs`, and says how many.
  int forget(long beforeMs, int limit) throws SQLException;
}
