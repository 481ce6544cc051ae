package io.belfry.server.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/// The transactions of one connection, begun and ended by SQL of their own.
///
/// JDBC's auto-commit stays on: the driver's `commit()` begins the next transaction at once, which
/// would hold the write lock while nothing is written, and may throw after the commit is done.
///
/// Not safe for several threads.
public final class Transactions implements AutoCloseable {
  private final Connection connection;
  private final String beginning;
  private PreparedStatement begin;
  private PreparedStatement commit;

  private Transactions(Connection connection, String beginning) throws SQLException {
    this.connection = connection;
    this.beginning = beginning;
    this.begin = connection.prepareStatement(beginning);
    this.commit = connection.prepareStatement("COMMIT");
  }

  /// Transactions that write: each takes the lock as it begins.
  public static Transactions writing(Connection connection) throws SQLException {
    return new Transactions(connection, "BEGIN IMMEDIATE");
  }

  /// Transactions that read: each sees one state, no older than its first statement.
  public static Transactions reading(Connection connection) throws SQLException {
    return new Transactions(connection, "BEGIN");
  }

  /// Runs `work` as one transaction. When it returns, that is committed; when it throws, nothing
  /// was changed.
  public <R> R run(Work<R> work) throws SQLException {
    try {
      begin.execute();
      R result = work.run();
      commit.execute();
      return result;
    } catch (SQLException | RuntimeException | Error failure) {
      rollBack(failure);
      throw failure;
    }
  }

  @Override
  public void close() throws SQLException {
    begin.close();
    commit.close();
  }

  /// SQLite has rolled back already after some failures, such as a full disk: then there is nothing
  /// to do. The driver has given up a prepared statement that failed like this, so that they are
  /// made anew.
  private void rollBack(Throwable failure) {
    try (Statement rollback = connection.createStatement()) {
      rollback.execute("ROLLBACK");
    } catch (SQLException noTransaction) {
      failure.addSuppressed(noTransaction);
    }
    try {
      close();
      begin = connection.prepareStatement(beginning);
      commit = connection.prepareStatement("COMMIT");
    } catch (SQLException gone) {
      failure.addSuppressed(gone);
    }
  }

  /// What is done in one transaction.
  @FunctionalInterface
  public interface Work<R> {
    R run() throws SQLException;
  }
}
