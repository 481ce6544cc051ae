package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.GroupingBehaviour;

final class SqliteWrittenGroupingTest extends GroupingBehaviour {
  SqliteWrittenGroupingTest() {
    super(new SqliteTestLog(true));
  }
}
