package io.belfry.server.inbox;

import io.belfry.server.notification.Notification;
import java.util.List;

/// What a replica needs to stand where the inbox stands.
public sealed interface CatchUp {
  /// Just what it missed.
  record Delta(InboxChange change) implements CatchUp {}

  /// The inbox anew, newest first; `more` says that older notifications exist beyond these, and
  /// `notices` what the preferences are and what was missed of recaps.
  record Snapshot(
      Position position,
      int unread,
      int unseen,
      List<Notification> notifications,
      boolean more,
      Notices notices)
      implements CatchUp {
    public Snapshot {
      notifications = List.copyOf(notifications);
    }
  }
}
