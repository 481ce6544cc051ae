package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.ExpiringBehaviour;

final class PostgresExpiringTest extends ExpiringBehaviour {
  PostgresExpiringTest() {
    super(new PostgresTestLog());
  }
}
