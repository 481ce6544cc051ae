package io.belfry.server.inbox;

import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.UserId;
import java.util.List;
import java.util.Optional;

/// Knows which notifications have expired. Safe for several threads; every method may block.
public interface ExpiredStore {
  /// At most `limit` notifications behind `after` that have expired at `nowMs` (epoch milliseconds)
  /// and were not expired by [Command.Expire] yet, those first that were due first; retention may
  /// have taken them.
  List<Expired> expired(Optional<Expired> after, long nowMs, int limit);

  /// A notification that has expired, and whose it is.
  ///
  /// @param atMs since when, epoch milliseconds
  record Expired(UserId user, NotificationId id, long atMs) {}
}
