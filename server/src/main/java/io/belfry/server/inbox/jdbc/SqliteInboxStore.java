package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.InboxChange;
import io.belfry.server.inbox.InboxReader;
import io.belfry.server.inbox.InboxStore;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.inbox.Retention;
import io.belfry.server.inbox.StoreException;
import io.belfry.server.jdbc.Checkpointer;
import io.belfry.server.jdbc.DatabaseException;
import io.belfry.server.jdbc.SqliteDatabase;
import io.belfry.server.jdbc.Transactions;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.NotificationIds;
import io.belfry.server.problem.ProblemCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// The inbox log in a SQLite file, the one writer of which is this.
public final class SqliteInboxStore implements InboxStore {
  private static final int SWEEP_LIMIT = 500;

  private final Connection connection;
  private final FileChannel writeAheadLog;
  private final Transactions transactions;
  private final Checkpointer checkpointer;
  private final Tables tables;
  private final NotificationIds ids;
  private final Retention retention;
  private final int window;
  private final String epoch;

  /// @param window changes of one inbox at once that are told one by one; more, and replicas take a
  ///   snapshot
  /// @throws DatabaseException when the database cannot be used
  public SqliteInboxStore(
      SqliteDatabase database,
      Checkpointer checkpointer,
      Retention retention,
      int window,
      RandomGenerator random) {
    this.checkpointer = checkpointer;
    this.retention = retention;
    this.window = window;
    try {
      this.connection = database.writer();
      this.transactions = Transactions.writing(connection);
      this.epoch = transactions.run(() -> findOrBeginEpoch(connection));
      this.ids = new NotificationIds(random, lastOrder(connection));
      this.tables = Tables.over(connection);
      this.writeAheadLog = database.writeAheadLog();
    } catch (SQLException | IOException failure) {
      throw new DatabaseException("cannot open the inbox log: " + failure.getMessage(), failure);
    }
  }

  /// A reader of the log in `database`, for one thread.
  ///
  /// @throws DatabaseException when the database cannot be used
  public static InboxReader reader(SqliteDatabase database) {
    try {
      return new SqliteInboxReader(database.reader());
    } catch (SQLException failure) {
      throw new DatabaseException("cannot read the inbox log: " + failure.getMessage(), failure);
    }
  }

  @Override
  public Applied apply(List<Command> commands, long nowMs) {
    return transact(
        nowMs,
        transaction -> {
          List<Outcome> outcomes = new ArrayList<>(commands.size());
          for (Command command : commands) {
            outcomes.add(transaction.apply(command));
          }
          return new Applied(outcomes, transaction.finish(epoch));
        });
  }

  @Override
  public void flush() {
    try {
      writeAheadLog.force(false);
    } catch (IOException failure) {
      throw new StoreException(ProblemCode.UNAVAILABLE, failure);
    }
  }

  @Override
  public Swept sweep(long nowMs) {
    return transact(
        nowMs,
        transaction -> {
          int swept = 0;
          if (!retention.age().isZero()) {
            long cutoffMs = nowMs - retention.age().toMillis();
            long order = NotificationId.orderAt(Math.max(0, cutoffMs));
            for (RetentionTable.OldRow row : tables.retention().aged(order, SWEEP_LIMIT)) {
              transaction.expire(row);
              swept++;
            }
          }
          long keysBefore = nowMs - retention.idempotency().toMillis();
          swept += tables.idempotency().forget(keysBefore, SWEEP_LIMIT);
          List<InboxChange> changes = transaction.finish(epoch);
          return new Swept(changes, swept >= SWEEP_LIMIT);
        });
  }

  @Override
  public void tidy() {
    try {
      checkpointer.finish(connection);
    } catch (SQLException failure) {
      throw new StoreException(SqliteDatabase.code(failure), failure);
    }
  }

  @Override
  public void close() {
    try {
      tables.close();
      transactions.close();
      writeAheadLog.close();
      connection.close();
    } catch (SQLException | IOException failure) {
      throw new DatabaseException("cannot close the inbox log: " + failure.getMessage(), failure);
    }
  }

  private <R> R transact(long nowMs, Work<R> work) {
    var transaction = new Transaction(tables, ids, retention, window, nowMs);
    try {
      R result = transactions.run(() -> work.in(transaction));
      tables.heads().trim();
      return result;
    } catch (SQLException failure) {
      forget(transaction);
      throw new StoreException(SqliteDatabase.code(failure), failure);
    } catch (RuntimeException failure) {
      forget(transaction);
      throw new StoreException(ProblemCode.INTERNAL, failure);
    } catch (Error failure) {
      forget(transaction);
      throw failure;
    }
  }

  /// Forgets what a transaction that did not happen left in memory.
  private void forget(Transaction transaction) {
    tables.notifications().discard();
    tables.heads().forget(transaction.touched());
  }

  private static String findOrBeginEpoch(Connection connection) throws SQLException {
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

  private static long lastOrder(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT coalesce(max(n), 0) FROM notification")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /// What is done in one transaction.
  @FunctionalInterface
  private interface Work<R> {
    R in(Transaction transaction) throws SQLException;
  }
}
