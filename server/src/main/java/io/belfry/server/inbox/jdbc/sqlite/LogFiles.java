package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.StoreException;
import io.belfry.server.problem.ProblemCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// The two places where a change is when it is not lost any more: the database's write-ahead log
/// and the journal of sends; and what of them has to be forced to disk.
///
/// Owned by the lane's thread, but for [#force].
final class LogFiles implements AutoCloseable {
  private final FileChannel writeAheadLog;
  private final SendJournal sends;
  private final Object tablesLock = new Object();
  private final Object sendsLock = new Object();
  private final ExecutorService background =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("belfry-force").factory());
  private @Nullable CompletableFuture<Void> drainedForced;
  private volatile boolean tablesChanged;
  private volatile boolean sendsAppended;
  private volatile @Nullable StoreException failure;

  LogFiles(FileChannel writeAheadLog, SendJournal sends) {
    this.writeAheadLog = writeAheadLog;
    this.sends = sends;
  }

  SendJournal sends() {
    return sends;
  }

  /// Notes, after a commit, that the next [#force] has to reach the write-ahead log.
  void tablesChanged() {
    tablesChanged = true;
  }

  /// Notes, after a record was appended, that the next [#force] has to reach the journal.
  void sendsAppended() {
    sendsAppended = true;
  }

  /// Returns when everything that was noted before this call is on disk. For any thread.
  ///
  /// @throws StoreException when that is not known, now and ever after: what the kernel has dropped
  ///   after a failed write, a second try would not miss
  void force() {
    check();
    if (tablesChanged) {
      tablesChanged = false;
      forceTables();
    }
    if (sendsAppended) {
      sendsAppended = false;
      forceSends();
    }
  }

  /// Begins to force what the tables took over from the file that is not being filled, now that it
  /// is all.
  void drained() {
    if (drainedForced == null) {
      drainedForced = CompletableFuture.runAsync(this::forceTables, background);
    }
  }

  /// Goes on in the other file, what that one holds being in the tables; waits until it is on disk
  /// there. Forces this one, which no [#force] that comes later would reach.
  ///
  /// @throws StoreException as [#force] does
  void swap() {
    CompletableFuture<Void> forced = drainedForced;
    drainedForced = null;
    forceSends();
    if (forced == null) {
      forceTables();
    } else {
      try {
        forced.join();
      } catch (CompletionException failed) {
        throw new StoreException(ProblemCode.UNAVAILABLE, failed);
      }
    }
    sends.swap();
  }

  /// Has every force fail from now on: what is in memory and what is in the files may differ, and
  /// only a restart tells.
  void fail(Throwable cause) {
    failure = new StoreException(ProblemCode.UNAVAILABLE, cause);
  }

  /// Begins with an empty journal, what it held being in the tables.
  void begin() throws IOException {
    forceTables();
    sends.begin();
  }

  /// Ends and removes the journal, what it held being in the tables.
  void end() throws IOException {
    forceTables();
    sends.remove();
    close();
  }

  @Override
  public void close() throws IOException {
    background.shutdown();
    sends.close();
    writeAheadLog.close();
  }

  private void forceTables() {
    force(tablesLock, () -> writeAheadLog.force(false));
  }

  private void forceSends() {
    force(sendsLock, sends::force);
  }

  private void force(Object lock, Forcing file) {
    // The kernel tells of a failed write once: who comes second must hear of it from here.
    synchronized (lock) {
      check();
      try {
        file.force();
      } catch (IOException failed) {
        fail(failed);
        check();
      }
    }
  }

  private void check() {
    StoreException failed = failure;
    if (failed != null) {
      throw failed;
    }
  }

  /// Forces a file to disk.
  @FunctionalInterface
  private interface Forcing {
    void force() throws IOException;
  }
}
