package io.belfry.server.inbox;

import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.UserId;
import java.util.List;
import java.util.Optional;

/// Knows what is due in inboxes, of one kind. Safe for several threads; every method may block.
public interface DueStore {
  /// At most `limit` of those behind `after` that are due at `nowMs` (epoch milliseconds) and not
  /// done yet, those first that were due first; retention may have taken them.
  List<Due> due(Optional<Due> after, long nowMs, int limit);

  /// Something that is due, and in whose inbox.
  ///
  /// @param atMs since when, epoch milliseconds
  record Due(UserId user, NotificationId id, long atMs) {}
}
