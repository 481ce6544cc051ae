package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.SearchBehaviour;

final class SqliteSearchTest extends SearchBehaviour {
  SqliteSearchTest() {
    super(new SqliteTestLog(false));
  }
}
