package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.SearchBehaviour;

final class PostgresSearchTest extends SearchBehaviour {
  PostgresSearchTest() {
    super(new PostgresTestLog());
  }
}
