package io.belfry.server.api;

import io.belfry.server.inbox.StoredNotification;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationJson;
import io.belfry.server.notification.Rfc3339;

/// What became of a notification: `{userId, notification, channels: {inApp: {state, storedAt,
/// …}}}`.
final class NotificationStatus {
  private NotificationStatus() {}

  static JsonBytes of(StoredNotification stored) {
    Notification notification = stored.notification();
    var json = new StringBuilder(512);
    json.append("{\"userId\":").append(Replies.quote(stored.user().value()));
    json.append(",\"notification\":").append(NotificationJson.of(notification));
    json.append(",\"channels\":{\"inApp\":{\"state\":\"").append(state(notification));
    json.append("\",\"storedAt\":\"")
        .append(Rfc3339.text(notification.id().timestamp()))
        .append('"');
    time(json, "seenAt", notification.seenAt());
    time(json, "readAt", notification.readAt());
    time(json, "archivedAt", notification.archivedAt());
    time(json, "snoozedUntil", notification.snoozedUntil());
    return JsonBytes.of(json.append("}}}").toString());
  }

  private static String state(Notification notification) {
    if (notification.isArchived()) {
      return "archived";
    }
    if (notification.isSnoozed()) {
      return "snoozed";
    }
    if (notification.isRead()) {
      return "read";
    }
    return notification.isSeen() ? "seen" : "unread";
  }

  private static void time(StringBuilder json, String name, long epochMs) {
    if (epochMs != 0) {
      json.append(",\"").append(name).append("\":\"").append(Rfc3339.text(epochMs)).append('"');
    }
  }
}
