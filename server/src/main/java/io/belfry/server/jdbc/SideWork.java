package io.belfry.server.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/// Small work beside the log, such as keys: each piece a transaction of its own.
///
/// Safe for several threads; may block.
public interface SideWork extends AutoCloseable {
  /// Does `work`; when that throws, nothing was changed.
  <R> R run(Work<R> work) throws SQLException;

  @Override
  void close();

  /// What is done in one transaction. It leaves beginning and ending that to others.
  @FunctionalInterface
  interface Work<R> {
    R on(Connection connection) throws SQLException;
  }
}
