package io.belfry.server.inbox;

import io.belfry.server.notification.JsonBytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// [Notices] as they stand in [ChangeBytes].
final class NoticeBytes {
  private static final int TOAST = 1;
  private static final int SOUND = 2;
  private static final int FIXED = 3 * Integer.BYTES;
  private static final int ALERT = 2 * Long.BYTES + Byte.BYTES;
  private static final JsonBytes NONE = JsonBytes.of("");

  private NoticeBytes() {}

  /// How many bytes [#put] takes for `notices`.
  static int size(Notices notices) {
    return FIXED
        + ALERT * notices.alerts().size()
        + notices.preferences().map(JsonBytes::length).orElse(0);
  }

  static void put(ByteBuffer out, Notices notices) {
    out.putInt(notices.alerts().size());
    for (Alert alert : notices.alerts()) {
      ChangeBytes.put(out, alert.id());
      out.put((byte) ((alert.toast() ? TOAST : 0) | (alert.sound() ? SOUND : 0)));
    }
    out.putInt(notices.recap());
    JsonBytes preferences = notices.preferences().orElse(NONE);
    out.putInt(preferences.length()).put(preferences.bytes());
  }

  static Notices read(ByteBuffer in) {
    List<Alert> alerts = new ArrayList<>();
    for (int left = in.getInt(); left > 0; left--) {
      var id = ChangeBytes.id(in);
      byte flags = in.get();
      alerts.add(new Alert(id, (flags & TOAST) != 0, (flags & SOUND) != 0));
    }
    int recap = in.getInt();
    Optional<JsonBytes> preferences =
        Optional.of(ChangeBytes.json(in)).filter(json -> json.length() > 0);
    return new Notices(alerts, recap, preferences);
  }
}
