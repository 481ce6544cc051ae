package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.LaterBroadcastBehaviour;

final class PostgresLaterBroadcastTest extends LaterBroadcastBehaviour {
  PostgresLaterBroadcastTest() {
    super(new PostgresTestLog());
  }
}
