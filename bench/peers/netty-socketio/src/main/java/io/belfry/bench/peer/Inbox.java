package io.belfry.bench.peer;

import java.util.ArrayDeque;
import java.util.List;

/// The last notifications of one user, in memory. Any thread; every method takes the lock.
final class Inbox {
  private static final int KEPT = 100;

  private final ArrayDeque<Notification> newestLast = new ArrayDeque<>();

  /// Keeps the notification and returns the unread count.
  synchronized int add(Notification notification) {
    newestLast.addLast(notification);
    if (newestLast.size() > KEPT) {
      newestLast.removeFirst();
    }
    return unreadCount();
  }

  /// Marks what matches as read and returns the unread count.
  synchronized int markRead(String id) {
    List<Notification> marked =
        newestLast.stream().map(n -> n.id().equals(id) ? n.asRead() : n).toList();
    newestLast.clear();
    newestLast.addAll(marked);
    return unreadCount();
  }

  synchronized List<Notification> unread() {
    return newestLast.stream().filter(n -> !n.read()).toList();
  }

  private int unreadCount() {
    int count = 0;
    for (Notification notification : newestLast) {
      if (!notification.read()) {
        count++;
      }
    }
    return count;
  }
}
