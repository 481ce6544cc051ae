package io.belfry.server.inbox;

import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Priority;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What else is asked of the notifications of a page.
///
/// @param read whether they are read; both kinds where nothing is said
/// @param priorities which ones; none for all
/// @param fromMs only those created then or later, epoch milliseconds
/// @param toMs only those created before then, epoch milliseconds
/// @param content what must be in them
public record Filter(
    Optional<Boolean> read,
    Set<Priority> priorities,
    long fromMs,
    long toMs,
    ContentFilter content) {
  /// The times of ids are less.
  public static final long MAX_MS = 1L << 48;

  /// Asks nothing.
  public static final Filter ANY =
      new Filter(Optional.empty(), Set.of(), 0, MAX_MS, ContentFilter.ANY);

  public Filter {
    priorities = Set.copyOf(priorities);
    if (fromMs < 0 || toMs > MAX_MS) {
      throw new IllegalArgumentException("no id is of such a time");
    }
  }

  /// The lowest [NotificationId#order] that is asked for.
  public long fromOrder() {
    return NotificationId.orderAt(fromMs);
  }

  /// The [NotificationId#order] that all that are asked for are below.
  public long toOrder() {
    return NotificationId.orderAt(toMs);
  }

  /// The levels of the priorities that are asked for, each as the bit of that number.
  public int levels() {
    int levels = 0;
    for (Priority each : priorities.isEmpty() ? EnumSet.allOf(Priority.class) : priorities) {
      levels |= 1 << each.level();
    }
    return levels;
  }

  /// Whether the states, the priority and the time of `notification` are what is asked for.
  boolean admits(Notification notification) {
    long order = notification.id().order();
    return order >= fromOrder()
        && order < toOrder()
        && (levels() >> notification.content().priority().level() & 1) == 1
        && (read.isEmpty() || read.get() == notification.isRead());
  }
}
