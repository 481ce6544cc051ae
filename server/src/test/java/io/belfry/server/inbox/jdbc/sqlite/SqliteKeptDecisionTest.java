package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.KeptDecisionBehaviour;

final class SqliteKeptDecisionTest extends KeptDecisionBehaviour {
  SqliteKeptDecisionTest() {
    super(new SqliteTestLog(false));
  }
}
