package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.SchedulingBehaviour;

final class PostgresSchedulingTest extends SchedulingBehaviour {
  PostgresSchedulingTest() {
    super(new PostgresTestLog());
  }
}
