package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.DecidingBehaviour;

final class PostgresDecidingTest extends DecidingBehaviour {
  PostgresDecidingTest() {
    super(new PostgresTestLog());
  }
}
