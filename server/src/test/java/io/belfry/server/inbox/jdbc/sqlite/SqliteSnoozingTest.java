package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.SnoozingBehaviour;

final class SqliteSnoozingTest extends SnoozingBehaviour {
  SqliteSnoozingTest() {
    super(new SqliteTestLog(false));
  }
}
