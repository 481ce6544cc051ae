package io.belfry.server.inbox.jdbc.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/// What a store asks once, as it opens: which log this is, and how far its ids have come.
final class LogRow {
  private LogRow() {}

  /// The log's epoch; a new one where there is none, within a transaction.
  static String findOrBegin(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT epoch FROM log")) {
      if (row.next()) {
        return row.getString(1);
      }
    }
    String epoch = UUID.randomUUID().toString();
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO log (epoch) VALUES (?)")) {
      insert.setString(1, epoch);
      insert.executeUpdate();
    }
    return epoch;
  }

  /// The highest order of an id in the tables, 0 for none.
  static long lastOrder(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT coalesce(max(n), 0) FROM notification")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /// The number of the last broadcast in the tables, 0 for none.
  static long lastBroadcast(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT broadcasts FROM log")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
