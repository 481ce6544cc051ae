package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.InboxReader;
import io.belfry.server.inbox.InboxStore;
import io.belfry.server.inbox.InboxStoreBehaviour;
import io.belfry.server.inbox.Retention;
import io.belfry.server.jdbc.PostgresDatabase;
import io.belfry.server.jdbc.TestPostgres;
import java.util.SplittableRandom;

@SuppressWarnings("NullAway.Init") // Set when the behaviour opens the store.
final class PostgresInboxStoreTest extends InboxStoreBehaviour {
  private String url = TestPostgres.newDatabase();
  private PostgresDatabase database;

  @Override
  protected InboxStore open(Retention retention, int window) {
    database = PostgresDatabase.open(TestPostgres.options(url));
    return new PostgresInboxStore(database, retention, window, new SplittableRandom(1));
  }

  @Override
  protected InboxReader reader() {
    return PostgresInboxStore.reader(database);
  }

  @Override
  protected void closed() {
    database.close();
  }

  @Override
  protected void replace() {
    url = TestPostgres.newDatabase();
  }
}
