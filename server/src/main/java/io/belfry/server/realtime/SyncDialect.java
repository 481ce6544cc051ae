package io.belfry.server.realtime;

import io.belfry.server.inbox.CatchUp;
import io.belfry.server.inbox.InboxChange;
import io.belfry.server.inbox.InboxReader;
import io.belfry.server.inbox.Position;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationJson;
import io.belfry.server.notification.Priority;
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
          new Hello(new Position(missed.epoch(), missed.seq()), List.of(event(missed, List.of())));
      case CatchUp.Snapshot all -> new Hello(all.position(), snapshot(all));
    };
  }

  @Override
  public List<EncodedEvent> change(InboxChange change) {
    List<Notification> alerts =
        change.upserts().stream()
            .filter(each -> change.isNew(each) && each.countsAsUnread())
            .toList();
    return List.of(event(change, alerts));
  }

  @Override
  public List<EncodedEvent> snapshot(CatchUp.Snapshot all) {
    var out = new ByteArrayOutputStream(1024);
    head(out, all.position(), true, all.unread(), all.unseen());
    NotificationJson.writeAll(out, all.notifications());
    ascii(out, ",\"removed\":[],\"alerts\":[],\"more\":" + all.more() + "}");
    return List.of(EncodedEvent.of("inbox", new RawJson(out.toByteArray())));
  }

  private static EncodedEvent event(InboxChange change, List<Notification> alerts) {
    var out = new ByteArrayOutputStream(1024);
    var position = new Position(change.epoch(), change.seq());
    head(out, position, false, change.unread(), change.unseen());
    NotificationJson.writeAll(out, change.upserts());
    ascii(
        out,
        Stream.concat(change.removed().stream(), change.evicted().stream())
            .map(id -> "\"" + id + "\"")
            .collect(Collectors.joining(",", ",\"removed\":[", "]")));
    ascii(
        out,
        alerts.stream()
            .map(SyncDialect::alert)
            .collect(Collectors.joining(",", ",\"alerts\":[", "],\"more\":false}")));
    return EncodedEvent.of("inbox", new RawJson(out.toByteArray()));
  }

  private static void head(
      ByteArrayOutputStream out, Position position, boolean reset, int unread, int unseen) {
    ascii(
        out,
        "{\"epoch\":\"%s\",\"seq\":%d,\"reset\":%b,\"unread\":%d,\"unseen\":%d,\"upserts\":"
            .formatted(position.epoch(), position.seq(), reset, unread, unseen));
  }

  private static String alert(Notification notification) {
    Priority priority = notification.content().priority();
    return "{\"id\":\"%s\",\"toast\":%b,\"sound\":%b}"
        .formatted(notification.id(), priority.toasts(), priority.sounds());
  }

  private static void ascii(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
