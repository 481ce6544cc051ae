package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.AnsweringBehaviour;

final class SqliteWrittenAnsweringTest extends AnsweringBehaviour {
  SqliteWrittenAnsweringTest() {
    super(new SqliteTestLog(true));
  }
}
