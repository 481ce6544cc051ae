package io.belfry.server.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/// Small work beside the log, such as keys. Safe for several threads; may block.
public interface SideWork extends AutoCloseable {
  /// Does `work`, which only reads.
  ///
  /// @throws DatabaseException when it fails
  <R> R read(Work<R> work);

  /// Does `work` as one transaction.
  ///
  /// @throws DatabaseException when it fails; nothing was changed then
  <R> R write(Work<R> work);

  /// Which SQL the connections speak.
  SqlDialect dialect();

  @Override
  void close();

  /// What is done. It leaves beginning and ending transactions to others.
  @FunctionalInterface
  interface Work<R> {
    R on(Connection connection) throws SQLException;
  }
}
