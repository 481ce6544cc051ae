package io.belfry.server.notification;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The notification on the wire: one JSON object, the same in HTTP and in every dialect
/// (docs/protocol.md).
///
/// The stored content is spliced in as it is; nothing is parsed or encoded twice.
public final class NotificationJson {
  private NotificationJson() {}

  /// Appends the object of `notification`.
  public static void write(ByteArrayOutputStream out, Notification notification) {
    StringBuilder head = new StringBuilder(160);
    head.append("{\"id\":\"").append(notification.id());
    head.append("\",\"seq\":").append(notification.seq());
    head.append(",\"timestamp\":").append(notification.id().timestamp());
    head.append(",\"read\":").append(notification.isRead());
    head.append(",\"seen\":").append(notification.isSeen());
    if (notification.isArchived()) {
      head.append(",\"archived\":true");
    }
    if (notification.isSnoozed()) {
      head.append(",\"snoozedUntil\":").append(notification.snoozedUntil());
    }
    head.append(',');
    out.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
    notification.content().json().writeTo(out, 1);
  }

  /// Appends an array of them, in their order.
  public static void writeAll(ByteArrayOutputStream out, List<Notification> notifications) {
    out.write('[');
    boolean first = true;
    for (Notification notification : notifications) {
      if (!first) {
        out.write(',');
      }
      first = false;
      write(out, notification);
    }
    out.write(']');
  }

  /// The object of `notification` alone.
  public static JsonBytes of(Notification notification) {
    var out = new ByteArrayOutputStream(notification.content().json().length() + 192);
    write(out, notification);
    return JsonBytes.of(out.toByteArray());
  }
}
