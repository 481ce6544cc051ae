package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.ContentTest;
import io.belfry.server.inbox.PageQuery;
import io.belfry.server.notification.JsonBytes;
import java.util.OptionalLong;

/// Says which of what a reader finds, and offers newest first, are on a page: the reader asks its
/// database for the states, the priority and the time that are asked for ([#conditions]), and this
/// looks into contents.
///
/// It looks at so many for one page and no more. Where that ends a page, the next one goes on.
///
/// Not safe for several threads.
public final class PageScan {
  /// How many are looked at for one page.
  public static final int MAX_TESTED = 5_000;

  /// After how many bytes of content a page ends, too.
  public static final int MAX_BYTES = 8 << 20;

  private final PageQuery query;
  private final ContentTest test;
  private OptionalLong next = OptionalLong.empty();
  private int found;
  private long lastFound;
  private int tested;
  private int bytes;
  private long lastTested;

  public PageScan(PageQuery query) {
    this.query = query;
    this.test = new ContentTest(query.filter().content());
  }

  /// What follows in the `WHERE` of a query of notifications, without alias. Its parameters: an
  /// order and an order, long, and levels, int, of [Filter].
  ///
  /// `n + 0` is in no index: the rows of a page come from the inbox in its order, and not from the
  /// index of all ids, which a planner would rather read from end to end.
  public static String conditions(PageQuery query) {
    return " AND deleted_at = 0 AND n + 0 >= ? AND n + 0 < ? AND ((? >> priority) & 1) = 1"
        + (query.unread() ? " AND read_at = 0" : "")
        + query.filter().read().map(read -> " AND read_at " + (read ? "<> 0" : "= 0")).orElse("")
        + switch (query.archived()) {
          case EXCLUDED -> " AND archived_at = 0 AND snoozed_until = 0";
          case ONLY -> " AND archived_at <> 0";
          case SNOOZED -> " AND snoozed_until <> 0";
          case INCLUDED -> "";
        };
  }

  /// Whether nothing is asked of contents: what is offered is what is found.
  public boolean takesAll() {
    return query.filter().content().isAny();
  }

  /// How many more can be offered at the most before it is full.
  public int room() {
    if (takesAll()) {
      return query.limit() + 1 - found;
    }
    return bytes > MAX_BYTES ? 1 : MAX_TESTED + 1 - tested;
  }

  /// Whether the page has ended: whatever else is offered is not on it.
  public boolean isFull() {
    return next.isPresent();
  }

  /// Offers what is next: the one of number `createdSeq`, whose content is `json`.
  ///
  /// @return whether it is on the page
  public boolean offer(long createdSeq, JsonBytes json) {
    if (isFull()) {
      return false;
    }
    if (!takesAll() && (tested == MAX_TESTED || bytes > MAX_BYTES)) {
      next = OptionalLong.of(lastTested);
      return false;
    }
    tested++;
    bytes += json.length();
    lastTested = createdSeq;
    if (!test.passes(json)) {
      return false;
    }
    if (found == query.limit()) {
      next = OptionalLong.of(lastFound);
      return false;
    }
    found++;
    lastFound = createdSeq;
    return true;
  }

  /// Where the next page begins, once there is nothing more to offer, or this one is full.
  public OptionalLong next() {
    return next;
  }
}
