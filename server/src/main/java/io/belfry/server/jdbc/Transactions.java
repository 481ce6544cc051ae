package io.belfry.server.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// The transactions of one connection, begun and ended by SQL of their own.
///
/// JDBC's auto-commit stays on: the driver's `commit()` begins the next transaction at once, which
/// would hold the write lock while nothing is written, and may throw after the commit is done.
///
/// Not safe for several threads.
public final class Transactions implements AutoCloseable {
  private final PreparedStatement begin;
  private final PreparedStatement commit;
  private final PreparedStatement rollback;

  private Transactions(Connection connection, String begin) throws SQLException {
    this.begin = connection.prepareStatement(begin);
    this.commit = connection.prepareStatement("COMMIT");
    this.rollback = connection.prepareStatement("ROLLBACK");
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
    begin.execute();
    try {
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
    rollback.close();
  }

  /// SQLite has rolled back already after some failures, such as a full disk: then there is nothing
  /// to do.
  private void rollBack(Throwable failure) {
    try {
      rollback.execute();
    } catch (SQLException noTransaction) {
      failure.addSuppressed(noTransaction);
    }
  }

  /// What is done in one transaction.
  @FunctionalInterface
  public interface Work<R> {
    R run() throws SQLException;
  }
}
