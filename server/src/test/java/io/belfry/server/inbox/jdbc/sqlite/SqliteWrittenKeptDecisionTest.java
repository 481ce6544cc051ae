package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.KeptDecisionBehaviour;

final class SqliteWrittenKeptDecisionTest extends KeptDecisionBehaviour {
  SqliteWrittenKeptDecisionTest() {
    super(new SqliteTestLog(true));
  }
}
