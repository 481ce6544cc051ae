package io.belfry.server.realtime;

import io.belfry.server.inbox.CatchUp;
import io.belfry.server.inbox.InboxChange;
import io.belfry.server.inbox.InboxReader;
import io.belfry.server.inbox.Page;
import io.belfry.server.inbox.PageQuery;
import io.belfry.server.inbox.Position;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.NotificationJson;
import io.belfry.server.user.UserId;
import io.belfry.socketio.EncodedEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The dialect of a client that just connects with its token: history and count, then an event for
/// each thing that happens.
final class ClassicDialect implements Dialect {
  private static final EncodedEvent ALL_READ = EncodedEvent.of("allNotificationsRead");

  private final int window;

  /// @param window notifications in a history at the most
  ClassicDialect(int window) {
    this.window = window;
  }

  @Override
  public Hello hello(InboxReader reader, UserId user, @Nullable Position since) {
    Page page = reader.page(user, PageQuery.unread(window));
    return new Hello(page.position(), history(page.notifications(), page.unread()));
  }

  @Override
  public boolean tells(InboxChange change) {
    return change.complete() || change.allReadSeq() > 0;
  }

  @Override
  public List<EncodedEvent> change(InboxChange change) {
    List<EncodedEvent> events = new ArrayList<>();
    List<Notification> oldestFirst = change.upserts().reversed();
    if (change.allReadSeq() > 0) {
      tell(
          events,
          change,
          oldestFirst.stream().filter(each -> !isAfterAllRead(change, each)).toList());
      events.add(count(0));
      events.add(ALL_READ);
      tell(
          events,
          change,
          oldestFirst.stream().filter(each -> isAfterAllRead(change, each)).toList());
    } else {
      tell(events, change, oldestFirst);
    }
    for (NotificationId id : change.removed()) {
      events.add(EncodedEvent.of("notificationDeleted", id.toString()));
    }
    if (change.allReadSeq() == 0 || change.unread() > 0) {
      events.add(count(change.unread()));
    }
    RawEvents.addNotices(events, change.notices());
    return events;
  }

  @Override
  public List<EncodedEvent> snapshot(CatchUp.Snapshot all) {
    List<Notification> unread =
        all.notifications().stream().filter(Notification::countsAsUnread).toList();
    return history(unread, all.unread());
  }

  @Override
  public List<EncodedEvent> nothingUnread() {
    return List.of(count(0), ALL_READ);
  }

  private static void tell(
      List<EncodedEvent> events, InboxChange change, List<Notification> notifications) {
    for (Notification notification : notifications) {
      if (change.isNew(notification)) {
        events.add(RawEvents.created("notification", notification, change));
      } else if (notification.seq() != change.allReadSeq()) {
        events.add(EncodedEvent.of("notificationUpdated", raw(notification)));
      }
    }
  }

  private static boolean isAfterAllRead(InboxChange change, Notification notification) {
    return notification.seq() > change.allReadSeq();
  }

  private static List<EncodedEvent> history(List<Notification> unread, int count) {
    return List.of(EncodedEvent.of("notificationHistory", RawEvents.array(unread)), count(count));
  }

  private static EncodedEvent count(int unread) {
    return EncodedEvent.of("notificationCount", unread);
  }

  private static Object raw(Notification notification) {
    return RawEvents.json(NotificationJson.of(notification));
  }
}
