package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.LaterBroadcastBehaviour;

final class SqliteLaterBroadcastTest extends LaterBroadcastBehaviour {
  SqliteLaterBroadcastTest() {
    super(new SqliteTestLog(false));
  }
}
