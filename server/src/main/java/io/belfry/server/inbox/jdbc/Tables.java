package io.belfry.server.inbox.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/// The tables of the log, as the lane writes them, over one connection.
record Tables(
    Heads heads,
    NotificationTable notifications,
    RetentionTable retention,
    IdempotencyTable idempotency)
    implements AutoCloseable {

  static Tables over(Connection connection) throws SQLException {
    return new Tables(
        new Heads(connection),
        new NotificationTable(connection),
        new RetentionTable(connection),
        new IdempotencyTable(connection));
  }

  @Override
  public void close() throws SQLException {
    heads.close();
    notifications.close();
    retention.close();
    idempotency.close();
  }
}
