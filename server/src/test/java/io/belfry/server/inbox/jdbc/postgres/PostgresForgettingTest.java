package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.ForgettingBehaviour;

final class PostgresForgettingTest extends ForgettingBehaviour {
  PostgresForgettingTest() {
    super(new PostgresTestLog());
  }
}
