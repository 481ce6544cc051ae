package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.InboxStoreBehaviour;

/// Where nothing is written to the tables before it has to be.
final class SqliteInboxStoreTest extends InboxStoreBehaviour {
  SqliteInboxStoreTest() {
    super(new SqliteTestLog(false));
  }
}
