package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.DecidingBehaviour;

final class SqliteWrittenDecidingTest extends DecidingBehaviour {
  SqliteWrittenDecidingTest() {
    super(new SqliteTestLog(true));
  }
}
