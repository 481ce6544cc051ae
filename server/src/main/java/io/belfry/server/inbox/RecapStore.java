package io.belfry.server.inbox;

import io.belfry.server.user.UserId;
import java.util.List;
import java.util.Optional;

/// Knows who is to hear of what was held back. Safe for several threads; every method may block.
public interface RecapStore {
  /// At most `limit` of those behind `after` for whom that is due at `nowMs` (epoch milliseconds),
  /// those first for whom it was due first.
  List<Due> due(Optional<Due> after, long nowMs, int limit);

  /// A user for whom it is due.
  ///
  /// @param atMs since when, epoch milliseconds
  record Due(UserId user, long atMs) {}
}
