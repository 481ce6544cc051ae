package io.belfry.server.realtime;

import io.belfry.server.inbox.CatchUp;
import io.belfry.server.inbox.InboxChange;
import io.belfry.server.inbox.InboxReader;
import io.belfry.server.inbox.Page;
import io.belfry.server.inbox.PageQuery;
import io.belfry.server.inbox.Position;
import io.belfry.server.notification.Notification;
import io.belfry.server.user.UserId;
import io.belfry.socketio.EncodedEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The dialect of a client that says `init` or `auth` after connecting: one response with what is
/// unread, then live ones.
final class LiveDialect implements Dialect {
  private final String response;
  private final int window;

  /// @param response the event of the first words: `initResponse` or `authResponse`
  /// @param window notifications in a response at the most
  LiveDialect(String response, int window) {
    this.response = response;
    this.window = window;
  }

  @Override
  public Hello hello(InboxReader reader, UserId user, @Nullable Position since) {
    Page page = reader.page(user, PageQuery.unread(window));
    return new Hello(page.position(), List.of(respond(page.notifications())));
  }

  @Override
  public boolean tells(InboxChange change) {
    return change.complete() || change.allReadSeq() > 0;
  }

  @Override
  public List<EncodedEvent> change(InboxChange change) {
    List<EncodedEvent> events = new ArrayList<>();
    for (Notification notification : change.upserts().reversed()) {
      if (change.isNew(notification)) {
        events.add(RawEvents.created("liveNotifications", notification, change));
      }
    }
    RawEvents.addNotices(events, change.notices());
    return events;
  }

  @Override
  public List<EncodedEvent> snapshot(CatchUp.Snapshot all) {
    return List.of(
        respond(all.notifications().stream().filter(Notification::countsAsUnread).toList()));
  }

  private EncodedEvent respond(List<Notification> unread) {
    return EncodedEvent.of(response, RawEvents.object("userNotifications", unread));
  }
}
