package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.SnoozingBehaviour;

final class PostgresSnoozingTest extends SnoozingBehaviour {
  PostgresSnoozingTest() {
    super(new PostgresTestLog());
  }
}
