package io.belfry.server.inbox;

import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.UserId;
import java.util.List;
import java.util.Optional;

/// Knows what was scheduled, and keeps it from being sent. Safe for several threads; every method
/// may block. What is cancelled is durable when it returns.
public interface ScheduledStore {
  /// What was scheduled under that id, if it is known.
  Optional<Scheduled> find(NotificationId id);

  /// Cancels what was scheduled under that id, if it still waits; what it is then, if it is known.
  Optional<Scheduled> cancel(NotificationId id, long nowMs);

  /// Cancels what waits under that cancel key, and says how much.
  int cancel(String cancelKey, long nowMs);

  /// At most `limit` of what waits, behind `after`, in the order of their times.
  ///
  /// @param user whose; nothing for everybody's, broadcasts too
  /// @param cancelKey under which key; nothing for whichever
  List<Scheduled> waiting(
      Optional<UserId> user, Optional<String> cancelKey, Optional<Place> after, int limit);

  /// The place of something that waits.
  record Place(long sendAtMs, NotificationId id) {}
}
