package io.belfry.server.jdbc;

import io.belfry.server.problem.ProblemCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/// A SQLite file in WAL mode. Commits are on disk when they return (`synchronous=FULL`), but for
/// those of [#writer].
///
/// Safe for several threads; the connections it opens are not.
public final class SqliteDatabase {
  private static final int BUSY_TIMEOUT_MS = 5_000;
  private static final int PAGE_BYTES = 4_096;

  private final Path file;

  private SqliteDatabase(Path file) {
    this.file = file;
  }

  /// Opens the database in `file`, made (readable by its owner alone) when missing, with its schema
  /// brought up to date.
  ///
  /// @throws DatabaseException when it cannot be opened or is of a newer schema than this program
  ///   knows
  public static SqliteDatabase open(Path file) {
    var database = new SqliteDatabase(file);
    try {
      makePrivate(file);
      database.migrate();
    } catch (IOException | SQLException | FlywayException failure) {
      throw new DatabaseException("cannot open " + file + ": " + failure.getMessage(), failure);
    }
    return database;
  }

  /// A connection that writes, by [Transactions#writing]: one at a time in the whole file. What it
  /// commits is on disk once [#writeAheadLog] was forced, and in order before that
  /// (`synchronous=NORMAL`). It leaves checkpoints to a [Checkpointer].
  public Connection writer() throws SQLException {
    SQLiteConfig config = config();
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    Connection connection = config.createConnection(url());
    execute(connection, "PRAGMA wal_autocheckpoint = 0");
    return connection;
  }

  /// The file that commits are appended to, for forcing them to disk on any thread; there while a
  /// connection is open. SQLite keeps no locks on it, which closing a channel would drop.
  public FileChannel writeAheadLog() throws IOException {
    return FileChannel.open(sibling("-wal"), StandardOpenOption.WRITE);
  }

  /// A file beside the database, with its name and `suffix`.
  public Path sibling(String suffix) {
    return Path.of(file + suffix);
  }

  /// A connection for statements that are a transaction of their own each.
  Connection autoCommit() throws SQLException {
    return config().createConnection(url());
  }

  /// Small work outside of the log.
  ///
  /// @throws DatabaseException when the database cannot be used
  public SideWork sideWork() {
    try {
      return new OneConnection(autoCommit());
    } catch (SQLException failure) {
      throw new DatabaseException("cannot use " + file + ": " + failure.getMessage(), failure);
    }
  }

  /// A connection that only reads, by [Transactions#reading].
  public Connection reader() throws SQLException {
    SQLiteConfig config = config();
    config.setReadOnly(true);
    return config.createConnection(url());
  }

  /// What a client is told of `failure`.
  public static ProblemCode code(SQLException failure) {
    SQLiteErrorCode code =
        failure instanceof SQLiteException sqlite
            ? sqlite.getResultCode()
            : SQLiteErrorCode.UNKNOWN_ERROR;
    return switch (code.code & 0xff) {
      case 13 /* SQLITE_FULL */ -> ProblemCode.STORAGE_FULL;
      case 5, 6, 8, 10, 14 /* BUSY, LOCKED, READONLY, IOERR, CANTOPEN */ -> ProblemCode.UNAVAILABLE;
      default -> ProblemCode.INTERNAL;
    };
  }

  private void migrate() throws SQLException {
    try (Connection connection = new SQLiteConfig().createConnection(url())) {
      // Of a new file: in WAL mode the size of its pages is fixed.
      execute(connection, "PRAGMA page_size = " + PAGE_BYTES);
      execute(connection, "PRAGMA journal_mode = WAL");
    }
    Schema.of(
            Flyway.configure(SqliteDatabase.class.getClassLoader())
                .dataSource(url(), null, null)
                .locations("classpath:db/sqlite")
                .table("schema_history")
                .load())
        .prepare(true);
  }

  private static void makePrivate(Path file) throws IOException {
    if (Files.notExists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }

  private static SQLiteConfig config() {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    config.setCacheSize(-32_768);
    config.setGetGeneratedKeys(false);
    config.setOpenMode(SQLiteOpenMode.NOMUTEX);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    return config;
  }

  private String url() {
    return "jdbc:sqlite:" + file;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// Work of several threads on one connection, one after the other.
  private static final class OneConnection implements SideWork {
    private final Connection connection;
    private final Transactions transactions;

    OneConnection(Connection connection) throws SQLException {
      this.connection = connection;
      this.transactions = Transactions.writing(connection);
    }

    @Override
    public synchronized <R> R read(Work<R> work) {
      try {
        return work.on(connection);
      } catch (SQLException failure) {
        throw failed(failure);
      }
    }

    @Override
    public synchronized <R> R write(Work<R> work) {
      try {
        return transactions.run(() -> work.on(connection));
      } catch (SQLException failure) {
        throw failed(failure);
      }
    }

    @Override
    public SqlDialect dialect() {
      return SqlDialect.SQLITE;
    }

    @Override
    public synchronized void close() {
      try {
        transactions.close();
        connection.close();
      } catch (SQLException failure) {
        throw new DatabaseException("cannot close: " + failure.getMessage(), failure);
      }
    }

    private static DatabaseException failed(SQLException failure) {
      return new DatabaseException(
          code(failure), "the database failed: " + failure.getMessage(), failure);
    }
  }
}
