package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.ForgettingBehaviour;

final class SqliteForgettingTest extends ForgettingBehaviour {
  SqliteForgettingTest() {
    super(new SqliteTestLog(false));
  }
}
