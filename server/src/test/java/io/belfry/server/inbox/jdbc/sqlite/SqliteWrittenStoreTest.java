package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.InboxStoreBehaviour;

/// Where everything is written to the tables at once.
final class SqliteWrittenStoreTest extends InboxStoreBehaviour {
  SqliteWrittenStoreTest() {
    super(new SqliteTestLog(true));
  }
}
