package io.belfry.server.app;

import io.belfry.server.auth.ApiKeyStore;
import io.belfry.server.auth.jdbc.JdbcApiKeyStore;
import io.belfry.server.broadcast.BroadcastStore;
import io.belfry.server.broadcast.jdbc.JdbcBroadcastStore;
import io.belfry.server.inbox.AnswerStore;
import io.belfry.server.inbox.ChangeListener;
import io.belfry.server.inbox.DueStore;
import io.belfry.server.inbox.Durability;
import io.belfry.server.inbox.Lane;
import io.belfry.server.inbox.LaneOptions;
import io.belfry.server.inbox.Lanes;
import io.belfry.server.inbox.Readers;
import io.belfry.server.inbox.RecapStore;
import io.belfry.server.inbox.ScheduledStore;
import io.belfry.server.inbox.jdbc.JdbcAnswerStore;
import io.belfry.server.inbox.jdbc.JdbcDueStore;
import io.belfry.server.inbox.jdbc.JdbcRecapStore;
import io.belfry.server.inbox.jdbc.JdbcScheduledStore;
import io.belfry.server.inbox.jdbc.ScheduledRows;
import io.belfry.server.inbox.jdbc.sqlite.LastBroadcast;
import io.belfry.server.inbox.jdbc.sqlite.SqliteInboxStore;
import io.belfry.server.inbox.jdbc.sqlite.Unwritten;
import io.belfry.server.inbox.jdbc.sqlite.WholeLog;
import io.belfry.server.jdbc.Checkpointer;
import io.belfry.server.jdbc.SideWork;
import io.belfry.server.jdbc.SqliteDatabase;
import io.belfry.server.user.LastSeenStore;
import io.belfry.server.user.TopicStore;
import io.belfry.server.user.UserStore;
import io.belfry.server.user.jdbc.JdbcLastSeenStore;
import io.belfry.server.user.jdbc.JdbcTopicStore;
import io.belfry.server.user.jdbc.JdbcUserStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Everything in a folder.
final class SqliteStorage implements Storage {
  private static final String FILE = "belfry.db";
  private static final int READERS = 2;

  private final Path folder;
  private final Optional<DataLock> lock;
  private final SqliteDatabase database;
  private final Durability durability = new Durability(() -> Runtime.getRuntime().halt(1));
  private final Unwritten unwritten = new Unwritten();
  private final LastBroadcast lastBroadcast = new LastBroadcast();
  private Optional<Checkpointer> checkpointer = Optional.empty();
  private Optional<SideWork> besideLog = Optional.empty();

  private SqliteStorage(Path folder, Optional<DataLock> lock) {
    this.folder = folder;
    this.lock = lock;
    this.database = SqliteDatabase.open(folder.resolve(FILE));
  }

  /// As the one server on `folder`.
  static SqliteStorage alone(Path folder) {
    return locked(folder, DataLock.take(folder));
  }

  private static SqliteStorage locked(Path folder, DataLock lock) {
    try {
      return new SqliteStorage(folder, Optional.of(lock));
    } catch (RuntimeException failure) {
      lock.close();
      throw failure;
    }
  }

  /// Beside the server on `folder`.
  static SqliteStorage beside(Path folder) {
    return new SqliteStorage(folder, Optional.empty());
  }

  /// With nobody else on `folder`, which is to be copied.
  ///
  /// @throws ConfigurationException when there is no store, or somebody uses it
  static SqliteStorage forCopying(Path folder) {
    if (Files.notExists(folder)) {
      throw new ConfigurationException(
          "There is no folder " + folder.toAbsolutePath() + ": --from names a server's data.");
    }
    if (!Files.isRegularFile(folder.resolve(FILE))) {
      throw new ConfigurationException(
          "There is no " + FILE + " in " + folder + ": --from names a server's data folder.");
    }
    DataLock lock =
        DataLock.take(
            folder,
            "A server (or another copy) runs on "
                + folder
                + ": stop it and copy again; what it is sent meanwhile would be missing.");
    return locked(folder, lock);
  }

  @Override
  public ApiKeyStore apiKeys(InstantSource clock) {
    return new JdbcApiKeyStore(database.sideWork(), clock);
  }

  /// The database with all that was sent in its tables, where a journal has it at first.
  SqliteDatabase settled() {
    WholeLog.settle(database);
    return database;
  }

  @Override
  public String secret() {
    return Secrets.findOrMake(folder);
  }

  @Override
  public LastSeenStore lastSeen() {
    return new JdbcLastSeenStore(besideLog());
  }

  @Override
  public TopicStore topics() {
    return new JdbcTopicStore(besideLog());
  }

  @Override
  public UserStore users() {
    return new JdbcUserStore(besideLog());
  }

  @Override
  public DueStore expired() {
    return new JdbcDueStore(besideLog(), WholeLog.EXPIRED);
  }

  @Override
  public DueStore snoozed() {
    return new JdbcDueStore(besideLog(), WholeLog.SNOOZED);
  }

  @Override
  public ScheduledStore scheduled() {
    return new JdbcScheduledStore(besideLog());
  }

  @Override
  public DueStore dueSends() {
    return new JdbcDueStore(besideLog(), ScheduledRows.DUE);
  }

  @Override
  public RecapStore recaps() {
    return new JdbcRecapStore(besideLog(), WholeLog.RECAPS);
  }

  @Override
  public AnswerStore answered() {
    return new JdbcAnswerStore(besideLog(), WholeLog.CARDS);
  }

  @Override
  public BroadcastStore broadcasts() {
    return new JdbcBroadcastStore(besideLog(), lastBroadcast::reached);
  }

  @Override
  public Readers readers(int threads, int queueLimit) {
    return new Readers(
        threads == 0 ? READERS : threads,
        queueLimit,
        durability,
        () -> SqliteInboxStore.reader(database, unwritten, lastBroadcast));
  }

  /// One: SQLite has one writer.
  @Override
  public Lanes lanes(Log log, ChangeListener listener, LaneOptions options, MeterRegistry meters) {
    var checkpointer = new Checkpointer(database);
    this.checkpointer = Optional.of(checkpointer);
    var store =
        new SqliteInboxStore(
            database,
            checkpointer,
            unwritten,
            lastBroadcast,
            log.options(),
            new SplittableRandom());
    return new Lanes(
        List.of(new Lane(store, listener, durability, log.clock(), options, meters)), meters);
  }

  /// One connection for all that is asked beside the log: it writes one thing at a time anyway.
  private SideWork besideLog() {
    if (besideLog.isEmpty()) {
      besideLog = Optional.of(database.sideWork());
    }
    return besideLog.get();
  }

  @Override
  public void close() {
    besideLog.ifPresent(SideWork::close);
    checkpointer.ifPresent(Checkpointer::close);
    lock.ifPresent(DataLock::close);
  }
}
