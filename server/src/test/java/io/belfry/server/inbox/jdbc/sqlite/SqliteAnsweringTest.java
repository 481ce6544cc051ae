package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.AnsweringBehaviour;

final class SqliteAnsweringTest extends AnsweringBehaviour {
  SqliteAnsweringTest() {
    super(new SqliteTestLog(false));
  }
}
