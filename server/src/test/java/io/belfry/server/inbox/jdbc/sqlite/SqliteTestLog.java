package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.broadcast.BroadcastStore;
import io.belfry.server.broadcast.jdbc.JdbcBroadcastStore;
import io.belfry.server.inbox.AnswerStore;
import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.DueStore;
import io.belfry.server.inbox.ForwardingInboxStore;
import io.belfry.server.inbox.InboxReader;
import io.belfry.server.inbox.InboxStore;
import io.belfry.server.inbox.LogOptions;
import io.belfry.server.inbox.RecapStore;
import io.belfry.server.inbox.TestLog;
import io.belfry.server.inbox.jdbc.JdbcAnswerStore;
import io.belfry.server.inbox.jdbc.JdbcDueStore;
import io.belfry.server.inbox.jdbc.JdbcRecapStore;
import io.belfry.server.jdbc.Checkpointer;
import io.belfry.server.jdbc.SideWork;
import io.belfry.server.jdbc.SqliteDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// The log in a SQLite file of a folder of its own.
@SuppressWarnings("NullAway.Init") // Set when the store is opened.
public final class SqliteTestLog implements TestLog {
  private final boolean writtenAtOnce;
  private final Path folder;
  private SqliteDatabase database;
  private Checkpointer checkpointer;
  private Unwritten unwritten;
  private LastBroadcast lastBroadcast;
  private SideWork sideWork;

  /// @param writtenAtOnce whether what is sent goes to the tables at once, and not as late as it
  ///   may
  public SqliteTestLog(boolean writtenAtOnce) {
    this.writtenAtOnce = writtenAtOnce;
    try {
      this.folder = Files.createTempDirectory("belfry-log");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public InboxStore open(LogOptions options) {
    database = SqliteDatabase.open(folder.resolve("belfry.db"));
    checkpointer = new Checkpointer(database);
    unwritten = new Unwritten();
    lastBroadcast = new LastBroadcast();
    sideWork = database.sideWork();
    var store =
        new SqliteInboxStore(
            database, checkpointer, unwritten, lastBroadcast, options, new SplittableRandom(1));
    return writtenAtOnce ? writing(store) : store;
  }

  @Override
  public InboxReader reader() {
    return SqliteInboxStore.reader(database, unwritten, lastBroadcast);
  }

  @Override
  public BroadcastStore broadcasts() {
    return new JdbcBroadcastStore(sideWork, lastBroadcast::reached);
  }

  @Override
  public RecapStore recaps() {
    return new JdbcRecapStore(sideWork, WholeLog.RECAPS);
  }

  @Override
  public DueStore expired() {
    return new JdbcDueStore(sideWork, WholeLog.EXPIRED);
  }

  @Override
  public DueStore snoozed() {
    return new JdbcDueStore(sideWork, WholeLog.SNOOZED);
  }

  @Override
  public AnswerStore answered() {
    return new JdbcAnswerStore(sideWork, WholeLog.CARDS);
  }

  @Override
  public SideWork sideWork() {
    return sideWork;
  }

  @Override
  public void closed() {
    sideWork.close();
    checkpointer.close();
  }

  @Override
  public void replace() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void remove() {
    replace();
    try {
      Files.delete(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static InboxStore writing(InboxStore store) {
    return new ForwardingInboxStore(store) {
      @Override
      public Applied apply(List<Command> commands, long nowMs) {
        Applied applied = super.apply(commands, nowMs);
        while (rest()) {
          // The next few.
        }
        return applied;
      }
    };
  }
}
