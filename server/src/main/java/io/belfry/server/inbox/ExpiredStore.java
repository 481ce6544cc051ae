package io.belfry.server.inbox;

import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.UserId;
import java.util.List;

/// Knows which notifications have expired. Safe for several threads; every method may block.
public interface ExpiredStore {
  /// At most `limit` notifications that are there and have expired at `nowMs` (epoch milliseconds),
  /// those first that expired first.
  List<Expired> expired(long nowMs, int limit);

  /// A notification that has expired, and whose it is.
  record Expired(UserId user, NotificationId id) {}
}
