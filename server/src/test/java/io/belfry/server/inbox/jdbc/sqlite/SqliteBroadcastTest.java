package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.BroadcastBehaviour;

/// Where nothing is written to the tables before it has to be.
final class SqliteBroadcastTest extends BroadcastBehaviour {
  SqliteBroadcastTest() {
    super(new SqliteTestLog(false));
  }
}
