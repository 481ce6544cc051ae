package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.broadcast.BroadcastStore;
import io.belfry.server.broadcast.jdbc.JdbcBroadcastStore;
import io.belfry.server.inbox.AnswerStore;
import io.belfry.server.inbox.DueStore;
import io.belfry.server.inbox.InboxReader;
import io.belfry.server.inbox.InboxStore;
import io.belfry.server.inbox.LogOptions;
import io.belfry.server.inbox.RecapStore;
import io.belfry.server.inbox.TestLog;
import io.belfry.server.inbox.jdbc.JdbcAnswerStore;
import io.belfry.server.inbox.jdbc.JdbcDueStore;
import io.belfry.server.inbox.jdbc.JdbcRecapStore;
import io.belfry.server.jdbc.PostgresDatabase;
import io.belfry.server.jdbc.SideWork;
import io.belfry.server.jdbc.TestPostgres;
import java.util.SplittableRandom;

/// The log in a real PostgreSQL.
@SuppressWarnings("NullAway.Init") // Set when the store is opened.
public final class PostgresTestLog implements TestLog {
  private String url = TestPostgres.newDatabase();
  private PostgresDatabase database;

  @Override
  public InboxStore open(LogOptions options) {
    database = PostgresDatabase.open(TestPostgres.options(url));
    return new PostgresInboxStore(database, options, new SplittableRandom(1));
  }

  @Override
  public InboxReader reader() {
    return PostgresInboxStore.reader(database);
  }

  @Override
  public BroadcastStore broadcasts() {
    return new JdbcBroadcastStore(database.sideWork(), number -> {});
  }

  @Override
  public RecapStore recaps() {
    return new JdbcRecapStore(database.sideWork(), PostgresInboxStore.RECAPS);
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
  public AnswerStore answered() {
    return new JdbcAnswerStore(database.sideWork(), PostgresInboxStore.CARDS);
  }

  @Override
  public SideWork sideWork() {
    return database.sideWork();
  }

  @Override
  public void closed() {
    database.close();
  }

  @Override
  public void replace() {
    url = TestPostgres.newDatabase();
  }

  /// The server of all tests goes in the end.
  @Override
  public void remove() {}
}
