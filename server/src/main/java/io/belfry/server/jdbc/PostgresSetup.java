package io.belfry.server.jdbc;

import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/// What is done in a PostgreSQL database before servers use it, over connections of its own, whose
/// statements may take their time.
final class PostgresSetup {
  /// Names the lock of the one who fills the database, among its advisory locks.
  private static final long FILL_LOCK = 0x42656c66_72790002L;

  private static final String BEING_FILLED =
      "a store is being copied into this database: wait until that has ended";

  /// Has a connection keep who wants to fill the database out for as long as it lives: each one of
  /// a server does. Fails at once where somebody is filling it.
  static final String OPEN =
      "DO $$ BEGIN IF NOT pg_try_advisory_lock_shared("
          + FILL_LOCK
          + ") THEN RAISE EXCEPTION '"
          + BEING_FILLED
          + "' USING ERRCODE = 'cannot_connect_now'; END IF; END $$";

  /// No time limit of the role or the database ends a transaction that takes long; servers before
  /// 17 do not know the last one.
  private static final String UNLIMITED =
      "SELECT set_config(name, '0', true) FROM pg_settings WHERE name IN ('statement_timeout',"
          + " 'idle_in_transaction_session_timeout', 'transaction_timeout')";

  private PostgresSetup() {}

  /// Brings the schema up to date, or looks whether it is; nobody fills the database before what
  /// this returns is closed.
  ///
  /// @throws DatabaseException when that cannot be done, the schema is newer than this program
  ///   knows, or a store is being copied into it
  static Connection makeReady(PostgresDatabase.Options options) {
    DataSource source = source(options, PostgresDatabase.APPLICATION + " start");
    prepare(source, options);
    return connect(
        source,
        connection -> {
          if (!lock(connection, "pg_try_advisory_lock_shared")) {
            throw beingFilled();
          }
        });
  }

  /// See [PostgresDatabase#filling].
  static Connection filling(PostgresDatabase.Options options) {
    DataSource source = source(options, PostgresDatabase.APPLICATION + " copy");
    return connect(
        source,
        connection -> {
          connection.setAutoCommit(false);
          try (Statement statement = connection.createStatement()) {
            statement.execute(UNLIMITED);
          }
          if (!lock(connection, "pg_try_advisory_xact_lock")) {
            throw lock(connection, "pg_try_advisory_xact_lock_shared")
                ? new DatabaseException(
                    "a server runs on that database: stop it, then copy; nothing was changed")
                : beingFilled();
          }
          prepare(source, options);
        });
  }

  /// What an operator is told of `failure`.
  static DatabaseException failed(Throwable failure) {
    Throwable told = failure;
    String host = "";
    for (Throwable each = failure; each != null; each = each.getCause()) {
      told = each instanceof SQLException ? each : told;
      host = each instanceof UnknownHostException ? " (no host " + each.getMessage() + ")" : host;
    }
    String state =
        told instanceof SQLException sql ? Optional.ofNullable(sql.getSQLState()).orElse("") : "";
    boolean notIn = state.startsWith("08") || state.startsWith("28") || state.startsWith("3D");
    String what = notIn ? "cannot connect to PostgreSQL: " : "cannot use PostgreSQL: ";
    // The rest of what PostgreSQL says is for programmers.
    String said = String.valueOf(told.getMessage()).lines().findFirst().orElse("");
    return new DatabaseException(what + said + host, failure);
  }

  private static void prepare(DataSource source, PostgresDatabase.Options options) {
    try {
      Schema.of(
              Flyway.configure(PostgresSetup.class.getClassLoader())
                  .dataSource(source)
                  .locations("classpath:db/postgresql")
                  .table("schema_history")
                  .load())
          .prepare(options.migrate());
    } catch (FlywayException failure) {
      throw failed(failure);
    }
  }

  private static DatabaseException beingFilled() {
    return new DatabaseException(BEING_FILLED);
  }

  /// Whether `connection` has the lock of the one who fills the database now, by `function`.
  private static boolean lock(Connection connection, String function) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT " + function + "(" + FILL_LOCK + ")")) {
      return row.next() && row.getBoolean(1);
    }
  }

  /// A connection made ready by `first`.
  private static Connection connect(DataSource source, First first) {
    try {
      Connection connection = source.getConnection();
      try {
        first.on(connection);
        return connection;
      } catch (SQLException | DatabaseException failure) {
        try (connection) {
          throw failure;
        }
      }
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  /// What is done first with a connection.
  private interface First {
    void on(Connection connection) throws SQLException;
  }

  private static DataSource source(PostgresDatabase.Options options, String name) {
    var source = new PGSimpleDataSource();
    source.setApplicationName(name);
    source.setConnectTimeout(5);
    source.setTcpKeepAlive(true);
    options.user().ifPresent(source::setUser);
    options.password().ifPresent(source::setPassword);
    try {
      source.setUrl(options.url());
    } catch (IllegalArgumentException invalid) {
      throw new DatabaseException(
          "that is no address of a database: it must be jdbc:postgresql://host:port/database",
          invalid);
    }
    return source;
  }
}
