package io.belfry.server.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves what the write-ahead log holds into the database file, so that no commit ever has to, and
/// so that the log stays small.
///
/// Works in two steps. A thread of its own copies the bulk by a passive checkpoint, while writers
/// and readers go on. Then the one writer, between two transactions, copies the little that came
/// meanwhile by [#finish]: with nothing left to copy, its next commit starts the log from the
/// beginning instead of making the file longer, which is what a commit's fsync is slow at (SQLite,
/// "WAL-mode File Format", section 4.4; measurements in docs/decisions).
///
/// [#finish] is for the writer's thread, the rest for any.
public final class Checkpointer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Checkpointer.class);
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final int WORTH_PAGES = 2_000;

  private final Connection connection;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean bulkCopied;

  public Checkpointer(SqliteDatabase database) {
    try {
      this.connection = database.autoCommit();
    } catch (SQLException failure) {
      throw new DatabaseException("cannot open the database: " + failure.getMessage(), failure);
    }
    this.thread = Thread.ofPlatform().name("belfry-checkpoint").start(this::run);
  }

  /// Copies the rest, if the bulk was copied just now. `writer` is in no transaction.
  public void finish(Connection writer) throws SQLException {
    if (bulkCopied) {
      bulkCopied = false;
      checkpoint(writer, "PASSIVE");
    }
  }

  /// Empties the log into the file and ends.
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (connection) {
      while (!closing.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        copyBulkWhenWorthwhile();
      }
      checkpoint(connection, "TRUNCATE");
    } catch (InterruptedException | SQLException end) {
      log.atWarn().setCause(end).log("Checkpoints ended early");
    }
  }

  private void copyBulkWhenWorthwhile() {
    try {
      if (!bulkCopied && checkpoint(connection, "NOOP") >= WORTH_PAGES) {
        checkpoint(connection, "PASSIVE");
        bulkCopied = true;
      }
    } catch (SQLException failure) {
      log.atWarn().setCause(failure).log("A checkpoint failed; it is tried again");
    }
  }

  /// Runs a checkpoint, and returns how many pages of the log are still to be copied.
  private static int checkpoint(Connection connection, String mode) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
      return row.next() ? row.getInt(2) - row.getInt(3) : 0;
    }
  }
}
