package io.belfry.server.copy.jdbc;

import io.belfry.server.jdbc.DatabaseException;
import io.belfry.server.jdbc.PostgresDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// A database in PostgreSQL that is being filled, in one transaction: others see all of it or
/// nothing.
///
/// Not safe for several threads.
final class Target implements AutoCloseable {
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String FILLED =
      "inbox, notification, idempotency, last_seen, broadcast, subscription, users";

  private final Connection connection;

  private Target(Connection connection) {
    this.connection = connection;
  }

  /// Connects, brings the schema up to date, and takes the database for itself.
  ///
  /// @param epoch of the log that is to come
  /// @throws DatabaseException when it cannot be used or is not empty; nothing but the schema was
  ///   changed then
  static Target open(PostgresDatabase.Options options, Optional<String> epoch) throws SQLException {
    var target = new Target(PostgresDatabase.filling(options));
    try {
      target.take(epoch);
      return target;
    } catch (SQLException | RuntimeException failure) {
      target.close();
      throw failure;
    }
  }

  Connection connection() {
    return connection;
  }

  /// Begins to fill `table`.
  BinaryRows fill(Table table) throws SQLException {
    return new BinaryRows(connection.unwrap(PGConnection.class).getCopyAPI(), table.copyIn());
  }

  /// Says which log it is, the number of its last broadcast, and how far the inboxes had come that
  /// are gone.
  void setLog(String epoch, long broadcasts, long forgotten, long acts) throws SQLException {
    update(
        "INSERT INTO log (epoch, broadcasts, forgotten, acts) VALUES (?, ?, ?, ?) ON CONFLICT (one)"
            + " DO UPDATE SET epoch = excluded.epoch, broadcasts = excluded.broadcasts,"
            + " forgotten = excluded.forgotten, acts = excluded.acts",
        epoch,
        broadcasts,
        forgotten,
        acts);
  }

  void setSecret(String name, String value) throws SQLException {
    update(
        "INSERT INTO secret (name, value) VALUES (?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name,
        value);
  }

  /// Tells the planner what there is now.
  void analyze() throws SQLException {
    execute("ANALYZE " + FILLED);
  }

  /// Makes everything final.
  void commit() throws SQLException {
    connection.commit();
  }

  /// Undoes what was not made final.
  @Override
  public void close() throws SQLException {
    try (connection) {
      connection.rollback();
    }
  }

  private void take(Optional<String> epoch) throws SQLException {
    // Before anything is locked: nobody who works there shall notice.
    refuseUnlessFree(epoch);
    execute("SET LOCAL lock_timeout = '5s'");
    try {
      execute("LOCK TABLE " + FILLED + " IN ACCESS EXCLUSIVE MODE");
      execute("LOCK TABLE log, api_key, secret IN SHARE ROW EXCLUSIVE MODE");
    } catch (SQLException failure) {
      if (LOCK_NOT_AVAILABLE.equals(failure.getSQLState())) {
        throw new DatabaseException(
            "somebody works in the tables of that database: end that, then copy", failure);
      }
      throw failure;
    }
    refuseUnlessFree(epoch);
    // They are empty, and get new files: what an interrupted copy wrote goes with these.
    execute("TRUNCATE " + FILLED);
  }

  private void refuseUnlessFree(Optional<String> epoch) throws SQLException {
    String there = text("SELECT (SELECT epoch FROM log)");
    if (epoch.isPresent() && epoch.get().equals(there)) {
      throw new DatabaseException("that database holds this store already: nothing was copied now");
    }
    String used =
        text(
            "SELECT CASE WHEN EXISTS (SELECT FROM inbox) THEN 'inboxes'"
                + " WHEN EXISTS (SELECT FROM idempotency) THEN 'idempotency keys'"
                + " WHEN EXISTS (SELECT FROM last_seen) THEN 'users'"
                + " WHEN EXISTS (SELECT FROM broadcast) THEN 'broadcasts'"
                + " WHEN EXISTS (SELECT FROM subscription) THEN 'subscriptions'"
                + " WHEN EXISTS (SELECT FROM users) THEN 'users' END");
    if (used != null) {
      throw new DatabaseException(
          "that database has " + used + " already: copy into an empty one; nothing was changed");
    }
  }

  private @Nullable String text(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : null;
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void update(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
