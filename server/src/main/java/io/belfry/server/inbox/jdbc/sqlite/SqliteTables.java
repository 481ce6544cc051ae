package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.jdbc.Tables;
import java.sql.Connection;
import java.sql.SQLException;

/// The tables of the log, as the lane writes them, over one connection.
record SqliteTables(
    SqliteHeads heads,
    SqliteNotificationTable notifications,
    SqliteRetentionTable retention,
    SqliteIdempotencyTable idempotency,
    SqliteBroadcastTable broadcasts,
    SqliteRecipientTable recipients,
    SqliteActionTable actions,
    SqliteScheduledTable scheduled)
    implements Tables, AutoCloseable {

  /// @param last of the broadcasts in the database
  /// @param keep notifications that an inbox keeps
  static SqliteTables over(Connection connection, LastBroadcast last, int keep)
      throws SQLException {
    return over(
        connection,
        new SqliteHeads(connection, last),
        new SqliteBroadcastTable(connection, last, keep));
  }

  /// The same, with statements made anew: the driver gives up those that failed by a full disk.
  SqliteTables again(Connection connection) throws SQLException {
    close();
    return over(connection, heads.again(connection), broadcasts.again(connection));
  }

  private static SqliteTables over(
      Connection connection, SqliteHeads heads, SqliteBroadcastTable broadcasts)
      throws SQLException {
    return new SqliteTables(
        heads,
        new SqliteNotificationTable(connection),
        new SqliteRetentionTable(connection, heads),
        new SqliteIdempotencyTable(connection),
        broadcasts,
        new SqliteRecipientTable(connection),
        new SqliteActionTable(connection),
        new SqliteScheduledTable(connection));
  }

  @Override
  public void close() throws SQLException {
    heads.close();
    notifications.close();
    retention.close();
    idempotency.close();
    broadcasts.close();
    recipients.close();
    actions.close();
  }
}
