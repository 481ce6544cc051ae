package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.GroupingBehaviour;

final class PostgresGroupingTest extends GroupingBehaviour {
  PostgresGroupingTest() {
    super(new PostgresTestLog());
  }
}
