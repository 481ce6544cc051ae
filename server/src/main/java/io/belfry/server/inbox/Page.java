package io.belfry.server.inbox;

import io.belfry.server.notification.Notification;
import java.util.List;
import java.util.OptionalLong;

/// Part of an inbox, newest first, and where the inbox stood when it was read; `next` continues it.
public record Page(
    Position position,
    int unread,
    int unseen,
    List<Notification> notifications,
    OptionalLong next) {
  public Page {
    notifications = List.copyOf(notifications);
  }
}
