package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.SchedulingBehaviour;

final class SqliteSchedulingTest extends SchedulingBehaviour {
  SqliteSchedulingTest() {
    super(new SqliteTestLog(false));
  }
}
