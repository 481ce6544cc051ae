package io.belfry.server.realtime;

import io.belfry.server.inbox.Alert;
import io.belfry.server.inbox.CatchUp;
import io.belfry.server.inbox.InboxChange;
import io.belfry.server.inbox.InboxReader;
import io.belfry.server.inbox.Notices;
import io.belfry.server.inbox.Position;
import io.belfry.server.notification.NotificationJson;
import io.belfry.server.user.UserId;
import io.belfry.socketio.EncodedEvent;
import io.belfry.socketio.RawJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The dialect of Belfry's own clients: one event, `inbox`, carries snapshot, delta and live
/// changes alike.
final class SyncDialect implements Dialect {
  private final int window;

  /// @param window notifications in one event at the most
  SyncDialect(int window) {
    this.window = window;
  }

  @Override
  public Hello hello(InboxReader reader, UserId user, @Nullable Position since) {
    return switch (reader.catchUp(user, since, window)) {
      case CatchUp.Delta(InboxChange missed) ->
          new Hello(new Position(missed.epoch(), missed.seq()), event(missed));
      case CatchUp.Snapshot all -> new Hello(all.position(), snapshot(all));
    };
  }

  @Override
  public List<EncodedEvent> change(InboxChange change) {
    return event(change);
  }

  @Override
  public List<EncodedEvent> snapshot(CatchUp.Snapshot all) {
    var out = new ByteArrayOutputStream(1024);
    head(out, all.position(), true, all.unread(), all.unseen());
    NotificationJson.writeAll(out, all.notifications());
    ascii(out, ",\"removed\":[]");
    return List.of(inbox(out, all.notices(), all.more()));
  }

  private static List<EncodedEvent> event(InboxChange change) {
    var out = new ByteArrayOutputStream(1024);
    var position = new Position(change.epoch(), change.seq());
    head(out, position, false, change.unread(), change.unseen());
    NotificationJson.writeAll(out, change.upserts());
    ascii(
        out,
        Stream.concat(change.removed().stream(), change.evicted().stream())
            .map(id -> "\"" + id + "\"")
            .collect(Collectors.joining(",", ",\"removed\":[", "]")));
    return List.of(inbox(out, change.notices(), false));
  }

  /// The event of which `out` has what comes before the notices.
  private static EncodedEvent inbox(ByteArrayOutputStream out, Notices notices, boolean more) {
    ascii(
        out,
        notices.alerts().stream()
            .map(SyncDialect::alert)
            .collect(Collectors.joining(",", ",\"alerts\":[", "]")));
    if (notices.recap() > 0) {
      ascii(out, ",\"recap\":" + notices.recap());
    }
    notices
        .preferences()
        .ifPresent(
            preferences -> {
              ascii(out, ",\"preferences\":");
              out.writeBytes(preferences.bytes());
            });
    ascii(out, ",\"more\":" + more + "}");
    return EncodedEvent.of("inbox", new RawJson(out.toByteArray()));
  }

  private static void head(
      ByteArrayOutputStream out, Position position, boolean reset, int unread, int unseen) {
    ascii(
        out,
        "{\"epoch\":\"%s\",\"seq\":%d,\"reset\":%b,\"unread\":%d,\"unseen\":%d,\"upserts\":"
            .formatted(position.epoch(), position.seq(), reset, unread, unseen));
  }

  private static String alert(Alert alert) {
    return "{\"id\":\"%s\",\"toast\":%b,\"sound\":%b}"
        .formatted(alert.id(), alert.toast(), alert.sound());
  }

  private static void ascii(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
