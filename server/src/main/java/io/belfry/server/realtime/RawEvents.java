package io.belfry.server.realtime;

import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationJson;
import io.belfry.socketio.RawJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Arguments of events that are JSON already.
final class RawEvents {
  private RawEvents() {}

  static RawJson json(JsonBytes json) {
    return new RawJson(json.bytes());
  }

  static RawJson array(List<Notification> notifications) {
    var out = new ByteArrayOutputStream(1024);
    NotificationJson.writeAll(out, notifications);
    return new RawJson(out.toByteArray());
  }

  static RawJson object(String member, List<Notification> notifications) {
    var out = new ByteArrayOutputStream(1024);
    out.writeBytes(("{\"" + member + "\":").getBytes(StandardCharsets.US_ASCII));
    NotificationJson.writeAll(out, notifications);
    out.write('}');
    return new RawJson(out.toByteArray());
  }
}
