package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.ExpiringBehaviour;

final class SqliteExpiringTest extends ExpiringBehaviour {
  SqliteExpiringTest() {
    super(new SqliteTestLog(false));
  }
}
