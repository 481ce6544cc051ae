package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.SchedulingBehaviour;

final class SqliteWrittenSchedulingTest extends SchedulingBehaviour {
  SqliteWrittenSchedulingTest() {
    super(new SqliteTestLog(true));
  }
}
