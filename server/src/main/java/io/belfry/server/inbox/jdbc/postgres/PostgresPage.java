package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.Page;
import io.belfry.server.inbox.PageQuery;
import io.belfry.server.inbox.jdbc.PageScan;
import io.belfry.server.inbox.jdbc.Standing;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.user.UserId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Reads one page of one inbox. Where contents are looked into, they come alone and in portions,
/// and then the rows that are on the page.
final class PostgresPage {
  private static final String NOTIFICATIONS = "SELECT " + Rows.NOTIFICATION + Rows.OF_USER;
  private static final String CONTENTS = "SELECT n.created_seq, n.content" + Rows.OF_USER;
  private static final String CHOSEN =
      NOTIFICATIONS + " AND n.created_seq = ANY (?) ORDER BY n.created_seq DESC";

  /// How many contents are fetched at once to be looked into: first, and then again and again.
  private static final int FIRST_PORTION = 250;

  private static final int PORTION = 1_000;

  private final RoundTrip trip;
  private final UserId user;
  private final PageQuery query;
  private final PageScan scan;
  private final String part;

  /// @param trip in a transaction of one snapshot; what is planned there goes with the first query
  PostgresPage(RoundTrip trip, UserId user, PageQuery query) {
    this.trip = trip;
    this.user = user;
    this.query = query;
    this.scan = new PageScan(query);
    this.part = " AND n.created_seq < ?" + PageScan.conditions(query) + Rows.NEWEST_FIRST;
  }

  /// Reads it, and ends the transaction.
  ///
  /// @param standing of the inbox, to be had after the first round trip
  Page read(Supplier<Standing> standing) throws SQLException {
    List<Notification> found = scan.takesAll() ? newest() : chosen(choose());
    return standing.get().page(found, scan.next());
  }

  private List<Notification> newest() throws SQLException {
    List<Notification> found = new ArrayList<>();
    query(
        NOTIFICATIONS + part,
        row -> {
          Notification each = Rows.notification(row);
          if (scan.offer(each.createdSeq(), each.content().json())) {
            found.add(each);
          }
        },
        query.before().orElse(Long.MAX_VALUE),
        scan.room());
    trip.commit();
    trip.run();
    return found;
  }

  /// The numbers of what is on the page.
  private List<Long> choose() throws SQLException {
    List<Long> found = new ArrayList<>();
    List<Content> portion = new ArrayList<>(FIRST_PORTION);
    long before = query.before().orElse(Long.MAX_VALUE);
    int limit = Math.min(FIRST_PORTION, scan.room());
    while (true) {
      query(
          CONTENTS + part,
          row -> portion.add(new Content(row.getLong(1), Rows.json(row, 2))),
          before,
          limit);
      trip.run();
      for (Content each : portion) {
        if (scan.offer(each.createdSeq, each.json)) {
          found.add(each.createdSeq);
        }
      }
      if (scan.isFull() || portion.size() < limit) {
        return found;
      }
      before = portion.getLast().createdSeq;
      limit = Math.min(PORTION, scan.room());
      portion.clear();
    }
  }

  private List<Notification> chosen(List<Long> numbers) throws SQLException {
    List<Notification> found = new ArrayList<>(numbers.size());
    if (!numbers.isEmpty()) {
      trip.query(
          CHOSEN,
          row -> found.add(Rows.notification(row)),
          user.value(),
          numbers.stream().mapToLong(Long::longValue).toArray());
    }
    trip.commit();
    trip.run();
    return found;
  }

  private void query(String sql, RoundTrip.RowReader reader, long before, int limit) {
    trip.query(
        sql,
        reader,
        user.value(),
        before,
        query.filter().fromOrder(),
        query.filter().toOrder(),
        query.filter().levels(),
        limit);
  }

  private record Content(long createdSeq, JsonBytes json) {}
}
