package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.InboxStoreBehaviour;

final class PostgresInboxStoreTest extends InboxStoreBehaviour {
  PostgresInboxStoreTest() {
    super(new PostgresTestLog());
  }
}
