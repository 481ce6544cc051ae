package io.belfry.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Counts the rows of a log: inboxes, notifications, broadcasts.
record Rows(String url) {
  private static final String COUNT =
      "SELECT (SELECT count(*) FROM inbox) + (SELECT count(*) FROM notification)"
          + " + (SELECT count(*) FROM broadcast)";

  static Rows sqlite(Path file) {
    return new Rows("jdbc:sqlite:" + file);
  }

  static Rows postgresql(String url) {
    return new Rows(url);
  }

  long count() {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(COUNT)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new LoadException("rows cannot be counted: " + e.getMessage(), e);
    }
  }
}
