package io.belfry.server.copy.jdbc;

import io.belfry.server.jdbc.DatabaseException;
import io.belfry.server.jdbc.PostgresDatabase;
import io.belfry.server.jdbc.SqliteDatabase;
import io.belfry.server.jdbc.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.sqlite.SQLiteException;

/// A copy of a whole store from SQLite to PostgreSQL: the log with its epoch, so that clients go on
/// from where they stand, idempotency keys, API keys, secrets.
///
/// One transaction of PostgreSQL holds all of it, and the check of what it holds. Whatever ends it
/// early, a killed process or a full disk too, leaves a database without inboxes, into which the
/// same store can be copied again. Rows stream: memory does not grow with the store.
///
/// Not safe for several threads.
public final class StoreCopy {
  private static final int TOLD_EVERY = 1_000;
  private static final String LOST = "08";

  private final SqliteDatabase from;
  private final Map<String, String> secrets;
  private final PostgresDatabase.Options to;
  private final Progress progress;
  private final Map<Table, Long> copied = new EnumMap<>(Table.class);
  private final Comparison comparison = new Comparison();
  private long done;
  private long total;

  /// @param from whose journal is empty, and which nobody else writes
  /// @param secrets that all nodes will share, by name
  public StoreCopy(
      SqliteDatabase from,
      Map<String, String> secrets,
      PostgresDatabase.Options to,
      Progress progress) {
    this.from = from;
    this.secrets = Map.copyOf(secrets);
    this.to = to;
    this.progress = progress;
  }

  /// Copies.
  ///
  /// @param isFinal asked once, before all of it is made final; where it says no, nothing is
  /// @throws DatabaseException when a database cannot be used; nothing but PostgreSQL's schema was
  ///   changed then, if the message does not say otherwise
  public CopyResult run(BooleanSupplier isFinal) {
    // One that may only read would leave the files of the write-ahead log behind.
    try (Connection source = from.writer();
        Transactions reading = Transactions.reading(source)) {
      return reading.run(() -> copy(source, isFinal));
    } catch (SQLiteException failure) {
      throw new DatabaseException(
          "cannot read the SQLite database: " + failure.getMessage() + "; nothing was copied",
          failure);
    } catch (SQLException failure) {
      throw new DatabaseException(
          "PostgreSQL failed after %d of %d rows: %s; nothing was copied, try again"
              .formatted(done, total, oneLine(failure)),
          failure);
    }
  }

  private CopyResult copy(Connection source, BooleanSupplier isFinal) throws SQLException {
    Optional<String> epoch = text(source, "SELECT epoch FROM log");
    try (Target target = Target.open(to, epoch)) {
      total = rows(source);
      for (Table table : Table.values()) {
        copy(source, table, target);
      }
      if (epoch.isPresent()) {
        target.setLog(
            epoch.get(),
            number(source, "broadcasts"),
            number(source, "forgotten"),
            number(source, "acts"));
      }
      for (Map.Entry<String, String> secret : secrets.entrySet()) {
        target.setSecret(secret.getKey(), secret.getValue());
      }
      target.analyze();
      long inboxes = count(Table.INBOX);
      new Check(source, target.connection(), comparison)
          .run(compared -> progress.at(Progress.Step.CHECKING, compared, inboxes));
      if (!comparison.isSame()) {
        return comparison.result();
      }
      if (!isFinal.getAsBoolean()) {
        return new CopyResult.Stopped();
      }
      commit(target);
      return new CopyResult.Copied(
          count(Table.NOTIFICATION), inboxes, count(Table.IDEMPOTENCY), count(Table.API_KEY));
    }
  }

  private void copy(Connection source, Table table, Target target) throws SQLException {
    try (Statement statement = source.createStatement();
        ResultSet row = statement.executeQuery(table.select());
        BinaryRows rows = target.fill(table)) {
      List<Table.Column> columns = table.columns();
      long given = 0;
      while (row.next()) {
        rows.add(row, columns);
        given++;
        if (++done % TOLD_EVERY == 0) {
          progress.at(Progress.Step.COPYING, done, total);
        }
      }
      comparison.counted(table.name(), given, rows.end());
      copied.put(table, given);
    }
    progress.at(Progress.Step.COPYING, done, total);
  }

  private static void commit(Target target) throws SQLException {
    try {
      target.commit();
    } catch (SQLException failure) {
      if (Optional.ofNullable(failure.getSQLState()).orElse(LOST).startsWith(LOST)) {
        throw new DatabaseException(
            "the connection was lost while the copy was made final: "
                + oneLine(failure)
                + "; the same command says whether it is there",
            failure);
      }
      throw failure;
    }
  }

  private long count(Table table) {
    return copied.getOrDefault(table, 0L);
  }

  /// How many rows there are to copy; a head is one of its table's, too.
  private static long rows(Connection source) throws SQLException {
    return text(
            source,
            "SELECT (SELECT count(*) FROM notification) + (SELECT count(*) FROM idempotency)"
                + " + (SELECT count(*) FROM last_seen) + (SELECT count(*) FROM api_key)"
                + " + (SELECT count(*) FROM broadcast) + (SELECT count(*) FROM subscription)"
                + " + (SELECT count(*) FROM users) + (SELECT count(*) FROM scheduled)"
                + " + (SELECT count(*) FROM action_group) + (SELECT count(*) FROM act)")
        .map(Long::parseLong)
        .orElseThrow();
  }

  /// A number that the row of the log has.
  private static long number(Connection source, String column) throws SQLException {
    return text(source, "SELECT " + column + " FROM log").map(Long::parseLong).orElseThrow();
  }

  private static Optional<String> text(Connection source, String sql) throws SQLException {
    try (Statement statement = source.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
    }
  }

  private static String oneLine(SQLException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
