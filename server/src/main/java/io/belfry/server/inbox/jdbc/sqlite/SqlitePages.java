package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.Filter;
import io.belfry.server.inbox.Page;
import io.belfry.server.inbox.PageQuery;
import io.belfry.server.inbox.jdbc.Head;
import io.belfry.server.inbox.jdbc.PageScan;
import io.belfry.server.inbox.jdbc.Standing;
import io.belfry.server.notification.Notification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads pages of inboxes. Rows are fetched one by one, and no more of them than the page needs.
///
/// Not safe for several threads.
final class SqlitePages implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  SqlitePages(Connection connection) {
    this.connection = connection;
  }

  /// The page of the inbox of number `inbox`, within a transaction.
  ///
  /// @param sent what is not in its table, oldest first
  Page read(PageQuery query, Standing standing, long inbox, List<Notification> sent)
      throws SQLException {
    var scan = new PageScan(query);
    List<Notification> found = new ArrayList<>();
    long oldest = standing.head().oldest();
    long last = Math.min(query.before().orElse(Long.MAX_VALUE), Head.MAX_CREATED_SEQ + 1) - 1;
    for (Notification each : sent.reversed()) {
      if (each.createdSeq() >= oldest
          && each.createdSeq() <= last
          && query.admits(each)
          && scan.offer(each.createdSeq(), each.content().json())) {
        found.add(each);
      }
    }
    if (!scan.isFull()) {
      Filter filter = query.filter();
      PreparedStatement page = statement(query);
      page.setLong(1, Rows.key(inbox, oldest));
      page.setLong(2, Rows.key(inbox, Math.max(last, 0)));
      page.setLong(3, filter.fromOrder());
      page.setLong(4, filter.toOrder());
      page.setInt(5, filter.levels());
      page.setInt(6, scan.room());
      try (ResultSet row = page.executeQuery()) {
        while (!scan.isFull() && row.next()) {
          if (scan.offer(Rows.createdSeq(row), Rows.json(row))) {
            found.add(Rows.notification(row));
          }
        }
      }
    }
    return standing.page(found, scan.next());
  }

  @Override
  public void close() throws SQLException {
    Statements.close(List.copyOf(statements.values()));
  }

  private PreparedStatement statement(PageQuery query) throws SQLException {
    String sql =
        "SELECT "
            + Rows.COLUMNS
            + " FROM notification WHERE key BETWEEN ? AND ?"
            + PageScan.conditions(query)
            + " ORDER BY key DESC LIMIT ?";
    PreparedStatement prepared = statements.get(sql);
    if (prepared == null) {
      prepared = connection.prepareStatement(sql);
      statements.put(sql, prepared);
    }
    return prepared;
  }
}
