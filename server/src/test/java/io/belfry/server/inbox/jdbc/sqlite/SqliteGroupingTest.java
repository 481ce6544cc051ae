package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.GroupingBehaviour;

final class SqliteGroupingTest extends GroupingBehaviour {
  SqliteGroupingTest() {
    super(new SqliteTestLog(false));
  }
}
