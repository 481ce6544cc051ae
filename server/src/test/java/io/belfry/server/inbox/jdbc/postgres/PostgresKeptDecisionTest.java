package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.KeptDecisionBehaviour;

final class PostgresKeptDecisionTest extends KeptDecisionBehaviour {
  PostgresKeptDecisionTest() {
    super(new PostgresTestLog());
  }
}
