package io.belfry.server.realtime;

import io.belfry.server.inbox.InboxChange;
import io.belfry.server.inbox.Notices;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationJson;
import io.belfry.socketio.EncodedEvent;
import io.belfry.socketio.RawJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Arguments of events that are JSON already.
final class RawEvents {
  private static final RawJson QUIET =
      new RawJson("{\"toast\":false,\"sound\":false}".getBytes(StandardCharsets.US_ASCII));

  private RawEvents() {}

  static RawJson json(JsonBytes json) {
    return new RawJson(json.bytes());
  }

  static RawJson array(List<Notification> notifications) {
    var out = new ByteArrayOutputStream(1024);
    NotificationJson.writeAll(out, notifications);
    return new RawJson(out.toByteArray());
  }

  /// `event` with a new notification; with `{toast: false, sound: false}` behind it where it is not
  /// to be announced.
  static EncodedEvent created(String event, Notification notification, InboxChange change) {
    RawJson json = json(NotificationJson.of(notification));
    boolean isQuiet =
        change.notices().alerts().stream()
            .anyMatch(alert -> !alert.toast() && alert.id().equals(notification.id()));
    return isQuiet ? EncodedEvent.of(event, json, QUIET) : EncodedEvent.of(event, json);
  }

  /// Adds the events of what there is to tell beside notifications.
  static void addNotices(List<EncodedEvent> events, Notices notices) {
    if (notices.recap() > 0) {
      events.add(EncodedEvent.of("notificationRecap", notices.recap()));
    }
    notices
        .preferences()
        .ifPresent(
            preferences -> events.add(EncodedEvent.of("preferencesChanged", json(preferences))));
  }

  static RawJson object(String member, List<Notification> notifications) {
    var out = new ByteArrayOutputStream(1024);
    out.writeBytes(("{\"" + member + "\":").getBytes(StandardCharsets.US_ASCII));
    NotificationJson.writeAll(out, notifications);
    out.write('}');
    return new RawJson(out.toByteArray());
  }
}
