package io.belfry.server.inbox.jdbc;

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
  private final ExecutorService background =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("belfry-force").factory());
  private @Nullable CompletableFuture<Void> drainedForced;
  private volatile boolean tablesChanged;
  private volatile boolean sendsAppended;

  LogFiles(FileChannel writeAheadLog, SendJournal sends) {
    this.writeAheadLog = writeAheadLog;
    this.sends = sends;
  }

  SendJournal sends() {
    return sends;
  }

  /// Notes that the next [#force] has to reach the write-ahead log.
  void tablesChanged() {
    tablesChanged = true;
  }

  /// Notes that the next [#force] has to reach the journal.
  void sendsAppended() {
    sendsAppended = true;
  }

  /// Returns when everything that was noted before this call is on disk. For any thread.
  ///
  /// @throws StoreException when that is not known
  void force() {
    if (tablesChanged) {
      tablesChanged = false;
      forceTables();
    }
    if (sendsAppended) {
      sendsAppended = false;
      try {
        sends.force();
      } catch (IOException failure) {
        throw new StoreException(ProblemCode.UNAVAILABLE, failure);
      }
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
  /// there.
  void swap() {
    CompletableFuture<Void> forced = drainedForced;
    drainedForced = null;
    try {
      if (forced == null) {
        forceTables();
      } else {
        forced.join();
      }
    } catch (StoreException | CompletionException failure) {
      // The next force has to meet it too, and end the process.
      tablesChanged = true;
      throw new StoreException(ProblemCode.UNAVAILABLE, failure);
    }
    sends.swap();
  }

  /// Returns when what the tables took in before this call is on disk.
  ///
  /// @throws StoreException when that is not known
  void forceTables() {
    try {
      writeAheadLog.force(false);
    } catch (IOException failure) {
      throw new StoreException(ProblemCode.UNAVAILABLE, failure);
    }
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
}
