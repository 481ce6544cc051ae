package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.InboxChange;
import io.belfry.server.inbox.InboxReader;
import io.belfry.server.inbox.InboxStore;
import io.belfry.server.inbox.LogOptions;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.inbox.StoreException;
import io.belfry.server.inbox.jdbc.JdbcAnswerStore;
import io.belfry.server.inbox.jdbc.JdbcDueStore;
import io.belfry.server.inbox.jdbc.Transaction;
import io.belfry.server.jdbc.PostgresDatabase;
import io.belfry.server.notification.NotificationIds;
import io.belfry.server.problem.ProblemCode;
import io.belfry.server.user.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// The inbox log in PostgreSQL, as one lane writes it; other lanes and other nodes write it too.
///
/// A transaction is two round trips, one that locks the heads and reads, and one that writes and
/// commits. It is on disk when it returns (`synchronous_commit`).
public final class PostgresInboxStore implements InboxStore {
  private static final int SWEEP_LIMIT = 500;
  private static final int ATTEMPTS = 4;

  /// What has expired, for [JdbcDueStore].
  public static final String EXPIRED = due("n.expires_at");

  /// Whose snooze is over, for [JdbcDueStore].
  public static final String SNOOZED = due("n.snoozed_until");

  /// Who is to hear of what was held back, for [io.belfry.server.inbox.jdbc.JdbcRecapStore].
  public static final String RECAPS =
      "SELECT user_id, recap_at FROM inbox WHERE recap_at <> 0 AND recap_at <= ?"
          + " AND (recap_at, user_id) > (?, ?) ORDER BY recap_at, user_id LIMIT ?";

  /// The cards of a group, for [JdbcAnswerStore].
  public static final String CARDS =
      "SELECT n.user_id, n.n, n.salt FROM notification n" + JdbcAnswerStore.OF_GROUP;

  private final PostgresDatabase database;
  private final NotificationIds ids;
  private final LogOptions options;
  private final String epoch;

  /// @throws StoreException when the database cannot be used
  public PostgresInboxStore(PostgresDatabase database, LogOptions options, RandomGenerator random) {
    this.database = database;
    this.ids = new NotificationIds(random, 0);
    this.options = options;
    this.epoch = transact(0, (tables, transaction) -> LogRow.findOrBegin(tables.trip()));
  }

  private static String due(String at) {
    return "SELECT n.user_id, n.n, n.salt, %s FROM notification n".formatted(at)
        + JdbcDueStore.notifications(at);
  }

  /// A reader of the log in `database`.
  public static InboxReader reader(PostgresDatabase database) {
    return new PostgresInboxReader(database);
  }

  @Override
  public Applied apply(List<Command> commands, long nowMs) {
    List<Rounds.Round> rounds = Rounds.of(commands);
    List<UserId> users = commands.stream().map(Command::user).distinct().toList();
    return transact(
        nowMs,
        (tables, transaction) -> {
          Outcome[] outcomes = new Outcome[commands.size()];
          List<UserId> unlocked = users;
          for (Rounds.Round round : rounds) {
            tables.write(transaction.touched());
            tables.expect(unlocked, round.commands());
            unlocked = List.of();
            if (transaction.takeIn(tables.heads().locked())) {
              tables.write(transaction.touched());
              tables.expect(unlocked, round.commands());
            }
            for (int i = 0; i < round.commands().size(); i++) {
              outcomes[round.indexes().get(i)] = transaction.apply(round.commands().get(i));
            }
          }
          return new Applied(Arrays.asList(outcomes), finish(tables, transaction));
        });
  }

  /// Nothing is left to do: see [#apply].
  @Override
  public void flush() {}

  @Override
  public Swept sweep(long nowMs) {
    return transact(
        nowMs,
        (tables, transaction) -> {
          int swept = transaction.sweep(SWEEP_LIMIT);
          return new Swept(finish(tables, transaction), swept >= SWEEP_LIMIT);
        });
  }

  /// The database does its own.
  @Override
  public void tidy() {}

  @Override
  public boolean rest() {
    return false;
  }

  @Override
  public void close() {}

  private List<InboxChange> finish(PostgresTables tables, Transaction transaction)
      throws SQLException {
    List<InboxChange> changes = transaction.finish(epoch);
    tables.write(List.of());
    tables.writeLast();
    return changes;
  }

  /// Does `work` in a transaction; again where another transaction was in its way.
  private <R> R transact(long nowMs, Work<R> work) {
    for (int attempt = 1; ; attempt++) {
      try (Connection connection = database.connection()) {
        return transact(connection, nowMs, work);
      } catch (SQLException failure) {
        if (attempt == ATTEMPTS || !PostgresDatabase.isWorthAnotherTry(failure)) {
          throw new StoreException(PostgresDatabase.code(failure), failure);
        }
      } catch (RuntimeException failure) {
        throw new StoreException(ProblemCode.INTERNAL, failure);
      }
    }
  }

  private <R> R transact(Connection connection, long nowMs, Work<R> work) throws SQLException {
    var trip = new RoundTrip(connection);
    var tables = PostgresTables.over(trip, options.retention().count(), options.window(), nowMs);
    try {
      R result = work.in(tables, new Transaction(tables, ids, options, nowMs));
      trip.commit();
      trip.run();
      return result;
    } catch (SQLException | RuntimeException | Error failure) {
      rollBack(connection, failure);
      throw failure;
    }
  }

  private static void rollBack(Connection connection, Throwable failure) {
    try {
      connection.rollback();
    } catch (SQLException gone) {
      failure.addSuppressed(gone);
    }
  }

  /// What is done in one transaction.
  @FunctionalInterface
  private interface Work<R> {
    R in(PostgresTables tables, Transaction transaction) throws SQLException;
  }
}
