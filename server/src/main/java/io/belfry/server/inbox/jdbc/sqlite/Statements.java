package io.belfry.server.inbox.jdbc.sqlite;

import java.sql.SQLException;
import java.util.List;

/// Closes what was prepared.
final class Statements {
  private Statements() {}

  static void close(List<AutoCloseable> opened) throws SQLException {
    for (AutoCloseable statement : opened) {
      try {
        statement.close();
      } catch (SQLException | RuntimeException failure) {
        throw failure;
      } catch (Exception impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
