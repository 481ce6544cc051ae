package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.SnoozingBehaviour;

final class SqliteWrittenSnoozingTest extends SnoozingBehaviour {
  SqliteWrittenSnoozingTest() {
    super(new SqliteTestLog(true));
  }
}
