package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.BroadcastBehaviour;

/// Where everything is written to the tables at once.
final class SqliteWrittenBroadcastTest extends BroadcastBehaviour {
  SqliteWrittenBroadcastTest() {
    super(new SqliteTestLog(true));
  }
}
