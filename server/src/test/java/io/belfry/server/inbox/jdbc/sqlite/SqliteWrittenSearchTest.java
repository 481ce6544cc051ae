package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.SearchBehaviour;

final class SqliteWrittenSearchTest extends SearchBehaviour {
  SqliteWrittenSearchTest() {
    super(new SqliteTestLog(true));
  }
}
