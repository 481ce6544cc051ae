package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.DecidingBehaviour;

final class SqliteDecidingTest extends DecidingBehaviour {
  SqliteDecidingTest() {
    super(new SqliteTestLog(false));
  }
}
