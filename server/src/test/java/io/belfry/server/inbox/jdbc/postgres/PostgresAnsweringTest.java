package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.AnsweringBehaviour;

final class PostgresAnsweringTest extends AnsweringBehaviour {
  PostgresAnsweringTest() {
    super(new PostgresTestLog());
  }
}
