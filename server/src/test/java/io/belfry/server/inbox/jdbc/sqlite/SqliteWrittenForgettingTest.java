package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.ForgettingBehaviour;

final class SqliteWrittenForgettingTest extends ForgettingBehaviour {
  SqliteWrittenForgettingTest() {
    super(new SqliteTestLog(true));
  }
}
