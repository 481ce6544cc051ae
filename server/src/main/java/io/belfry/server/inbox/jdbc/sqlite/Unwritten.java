package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.StoredNotification;
import io.belfry.server.inbox.jdbc.Head;
import io.belfry.server.inbox.jdbc.HeadState;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.UserId;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What readers have to add to the tables: what was sent to inboxes and is in no table yet.
///
/// A reader asks here first and looks into the tables then. It finds them where [Inbox] builds on
/// them, or newer by all of it: what is unwritten of an inbox is written in one transaction, and
/// taken from here after that.
///
/// The lane says what there is, any thread may ask.
public final class Unwritten {
  private static final Comparator<Notification> BY_ID = Comparator.comparing(Notification::id);

  private final Map<UserId, Inbox> inboxes = new ConcurrentHashMap<>();

  /// What was sent to one inbox.
  ///
  /// @param from the `seq` of the tables that this builds on
  /// @param head the head after it
  /// @param sent oldest first, none of them changed since
  record Inbox(long from, HeadState head, List<Notification> sent) {
    private @Nullable Notification find(NotificationId id) {
      int at = Collections.binarySearch(sent, named(id), BY_ID);
      return at < 0 || sent.get(at).createdSeq() < head.oldest() ? null : sent.get(at);
    }

    private Notification named(NotificationId id) {
      return Notification.created(id, 0, sent.getFirst().content());
    }
  }

  /// What is unwritten of `user`'s inbox, or null.
  @Nullable Inbox of(UserId user) {
    return inboxes.get(user);
  }

  /// The notification `id`, where it is unwritten.
  Optional<StoredNotification> find(NotificationId id) {
    for (Map.Entry<UserId, Inbox> each : inboxes.entrySet()) {
      Notification found = each.getValue().find(id);
      if (found != null) {
        return Optional.of(new StoredNotification(each.getKey(), found));
      }
    }
    return Optional.empty();
  }

  /// Says how the inbox of `head` stands.
  void publish(Head head) {
    if (head.unwritten.isEmpty()) {
      inboxes.remove(head.user);
    } else {
      inboxes.put(head.user, new Inbox(head.writtenSeq, head.state(), List.copyOf(head.unwritten)));
    }
  }
}
