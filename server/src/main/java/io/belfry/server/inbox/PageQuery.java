package io.belfry.server.inbox;

import io.belfry.server.notification.Notification;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Which notifications of an inbox to read, newest first.
///
/// @param limit how many at the most, 1 to [#MAX_LIMIT]
/// @param before only those created before the change of this number: a [Page#next]
/// @param unread only those that the badge counts
/// @param archived which part of the inbox
/// @param filter what else is asked of them
public record PageQuery(
    int limit, OptionalLong before, boolean unread, Archived archived, Filter filter) {
  public static final int DEFAULT_LIMIT = 50;
  public static final int MAX_LIMIT = 1000;
  private static final long MAX_PLACE = (1L << 32) - 1;
  private static final Pattern CURSOR = Pattern.compile("[1-9][0-9]{0,9}");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,4}");

  /// The place that the cursor `text` names, or nothing when it is none.
  public static OptionalLong parseCursor(String text) {
    if (!CURSOR.matcher(text).matches()) {
      return OptionalLong.empty();
    }
    long place = Long.parseLong(text);
    return place <= MAX_PLACE ? OptionalLong.of(place) : OptionalLong.empty();
  }

  /// The limit that is written as `text`, or nothing when it is none.
  public static OptionalInt parseLimit(String text) {
    if (!COUNT.matcher(text).matches()) {
      return OptionalInt.empty();
    }
    int limit = Integer.parseInt(text);
    return limit >= 1 && limit <= MAX_LIMIT ? OptionalInt.of(limit) : OptionalInt.empty();
  }

  /// Which part of an inbox a page shows.
  public enum Archived {
    /// What is neither archived nor snoozed.
    EXCLUDED,

    /// What is archived.
    ONLY,

    /// What is snoozed.
    SNOOZED,

    /// All of it.
    INCLUDED
  }

  public PageQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT);
    }
  }

  /// The newest unread ones.
  public static PageQuery unread(int limit) {
    return new PageQuery(limit, OptionalLong.empty(), true, Archived.EXCLUDED, Filter.ANY);
  }

  /// The newest ones, read or not.
  public static PageQuery newest(int limit) {
    return new PageQuery(limit, OptionalLong.empty(), false, Archived.EXCLUDED, Filter.ANY);
  }

  /// Whether the states, the priority and the time of `notification` are what is asked for. Its
  /// content is not looked at: see [ContentFilter].
  public boolean admits(Notification notification) {
    boolean side =
        switch (archived) {
          case EXCLUDED -> !notification.isArchived() && !notification.isSnoozed();
          case ONLY -> notification.isArchived();
          case SNOOZED -> notification.isSnoozed();
          case INCLUDED -> true;
        };
    return side && !(unread && notification.isRead()) && filter.admits(notification);
  }
}
