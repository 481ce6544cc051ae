package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.ContentTest;
import io.belfry.server.inbox.Page;
import io.belfry.server.inbox.PageQuery;
import io.belfry.server.notification.Notification;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Picks a page out of what a reader finds, which it is offered newest first: the reader asks its
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
  private final List<Notification> found = new ArrayList<>();
  private OptionalLong next = OptionalLong.empty();
  private int tested;
  private int bytes;
  private long last;

  public PageScan(PageQuery query) {
    this.query = query;
    this.test = new ContentTest(query.filter().content());
  }

  /// What follows in the `WHERE` of a query of notifications, without alias. Its parameters: an
  /// order and an order, long, and levels, int, of [Filter].
  public static String conditions(PageQuery query) {
    return " AND deleted_at = 0 AND n >= ? AND n < ? AND ((? >> priority) & 1) = 1"
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
    return takesAll() ? query.limit() + 1 - found.size() : MAX_TESTED + 1 - tested;
  }

  /// Whether the page has ended: whatever else is offered is not on it.
  public boolean isFull() {
    return next.isPresent();
  }

  /// Offers what is next, unless the page has ended.
  public void offer(Notification notification) {
    if (isFull()) {
      return;
    }
    if (!takesAll() && (tested == MAX_TESTED || bytes > MAX_BYTES)) {
      next = OptionalLong.of(last);
      return;
    }
    tested++;
    bytes += notification.content().json().length();
    last = notification.createdSeq();
    if (!test.passes(notification.content().json())) {
      return;
    }
    if (found.size() == query.limit()) {
      next = OptionalLong.of(found.getLast().createdSeq());
    } else {
      found.add(notification);
    }
  }

  /// The page, once there is nothing more to offer, or it is full.
  public Page page(Standing standing) {
    return standing.page(found, next);
  }
}
