package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.LaterBroadcastBehaviour;

final class SqliteWrittenLaterBroadcastTest extends LaterBroadcastBehaviour {
  SqliteWrittenLaterBroadcastTest() {
    super(new SqliteTestLog(true));
  }
}
