package io.belfry.server.app;

import io.belfry.server.auth.ApiKeyStore;
import io.belfry.server.auth.jdbc.JdbcApiKeyStore;
import io.belfry.server.auth.jdbc.SharedSecret;
import io.belfry.server.broadcast.BroadcastStore;
import io.belfry.server.broadcast.jdbc.JdbcBroadcastStore;
import io.belfry.server.inbox.AnswerStore;
import io.belfry.server.inbox.ChangeListener;
import io.belfry.server.inbox.DueStore;
import io.belfry.server.inbox.Durability;
import io.belfry.server.inbox.InboxStore;
import io.belfry.server.inbox.Lane;
import io.belfry.server.inbox.LaneOptions;
import io.belfry.server.inbox.Lanes;
import io.belfry.server.inbox.Readers;
import io.belfry.server.inbox.RecapStore;
import io.belfry.server.inbox.ScheduledStore;
import io.belfry.server.inbox.StoreException;
import io.belfry.server.inbox.jdbc.JdbcAnswerStore;
import io.belfry.server.inbox.jdbc.JdbcDueStore;
import io.belfry.server.inbox.jdbc.JdbcRecapStore;
import io.belfry.server.inbox.jdbc.JdbcScheduledStore;
import io.belfry.server.inbox.jdbc.ScheduledRows;
import io.belfry.server.inbox.jdbc.postgres.PostgresInboxStore;
import io.belfry.server.jdbc.PostgresDatabase;
import io.belfry.server.user.LastSeenStore;
import io.belfry.server.user.TopicStore;
import io.belfry.server.user.UserStore;
import io.belfry.server.user.jdbc.JdbcLastSeenStore;
import io.belfry.server.user.jdbc.JdbcTopicStore;
import io.belfry.server.user.jdbc.JdbcUserStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Everything in PostgreSQL. What others see there is durable already.
final class PostgresStorage implements Storage {
  /// The name of the secret of user tokens.
  static final String SECRET = "jwt";

  private final PostgresDatabase database;

  PostgresStorage(PostgresDatabase.Options options) {
    this.database = PostgresDatabase.open(options);
  }

  @Override
  public ApiKeyStore apiKeys(InstantSource clock) {
    return new JdbcApiKeyStore(database.sideWork(), clock);
  }

  @Override
  public String secret() {
    return SharedSecret.findOrKeep(database.sideWork(), SECRET, Secrets.make());
  }

  @Override
  public LastSeenStore lastSeen() {
    return new JdbcLastSeenStore(database.sideWork());
  }

  @Override
  public TopicStore topics() {
    return new JdbcTopicStore(database.sideWork());
  }

  @Override
  public UserStore users() {
    return new JdbcUserStore(database.sideWork());
  }

  @Override
  public DueStore expired() {
    return new JdbcDueStore(database.sideWork(), PostgresInboxStore.EXPIRED);
  }

  @Override
  public DueStore snoozed() {
    return new JdbcDueStore(database.sideWork(), PostgresInboxStore.SNOOZED);
  }

  @Override
  public ScheduledStore scheduled() {
    return new JdbcScheduledStore(database.sideWork());
  }

  @Override
  public DueStore dueSends() {
    return new JdbcDueStore(database.sideWork(), ScheduledRows.DUE);
  }

  @Override
  public RecapStore recaps() {
    return new JdbcRecapStore(database.sideWork(), PostgresInboxStore.RECAPS);
  }

  @Override
  public AnswerStore answered() {
    return new JdbcAnswerStore(database.sideWork(), PostgresInboxStore.CARDS);
  }

  @Override
  public BroadcastStore broadcasts() {
    return new JdbcBroadcastStore(database.sideWork(), number -> {});
  }

  @Override
  public Readers readers(int threads, int queueLimit) {
    return new Readers(
        threads == 0 ? PostgresSettings.READERS : threads,
        queueLimit,
        durability(),
        () -> PostgresInboxStore.reader(database));
  }

  @Override
  public Lanes lanes(Log log, ChangeListener listener, LaneOptions options, MeterRegistry meters) {
    int count = PostgresSettings.lanes(options.lanes());
    // All of them before the first lane works on one.
    List<InboxStore> stores = stores(count, log);
    LaneOptions shared = options.shared(count);
    return new Lanes(
        stores.stream()
            .map(store -> new Lane(store, listener, durability(), log.clock(), shared, meters))
            .toList(),
        meters);
  }

  @Override
  public void close() {
    database.close();
  }

  private List<InboxStore> stores(int count, Log log) {
    try {
      return IntStream.range(0, count)
          .<InboxStore>mapToObj(
              i -> new PostgresInboxStore(database, log.options(), new SplittableRandom()))
          .toList();
    } catch (StoreException failure) {
      throw PostgresDatabase.failed(failure);
    }
  }

  private static Durability durability() {
    return new Durability(() -> Runtime.getRuntime().halt(1));
  }
}
