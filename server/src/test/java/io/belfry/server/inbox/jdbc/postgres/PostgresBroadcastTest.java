package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.BroadcastBehaviour;

final class PostgresBroadcastTest extends BroadcastBehaviour {
  PostgresBroadcastTest() {
    super(new PostgresTestLog());
  }
}
