package io.belfry.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class PostgresDatabaseTest {
  private static final String LOCKS =
      "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock'"
          + " AND granted AND pid = pg_backend_pid()";

  @Test
  void what_a_connection_is_told_at_first_survives_a_rollback() throws SQLException {
    try (PostgresDatabase database = open(TestPostgres.newDatabase());
        Connection first = database.connection();
        Connection second = database.connection();
        Connection third = database.connection()) {
      for (Connection each : List.of(first, second, third)) {
        each.rollback();
        assertThat(one(each, "SHOW enable_seqscan")).isEqualTo("off");
        assertThat(one(each, LOCKS)).isEqualTo("1");
      }
    }
  }

  @Test
  void who_fills_a_database_and_who_has_it_open_keep_each_other_out() throws SQLException {
    String url = TestPostgres.newDatabase();
    String renamed = url + (url.contains("?") ? "&" : "?") + "ApplicationName=mine";
    try (PostgresDatabase open = open(renamed)) {
      assertThat(open.sideWork().dialect()).isEqualTo(SqlDialect.POSTGRESQL);
      assertThatThrownBy(() -> PostgresDatabase.filling(TestPostgres.options(url)))
          .isInstanceOf(DatabaseException.class)
          .hasMessageStartingWith("a server runs on that database");
    }

    // PostgreSQL ends connections a moment after they were closed.
    try (Connection filling =
        Awaitility.await()
            .ignoreException(DatabaseException.class)
            .until(() -> PostgresDatabase.filling(TestPostgres.options(url)), Objects::nonNull)) {
      assertThat(filling.getAutoCommit()).isFalse();
      assertThatThrownBy(() -> open(renamed))
          .isInstanceOf(DatabaseException.class)
          .hasMessageStartingWith("a store is being copied into this database");
    }
    open(renamed).close();
  }

  private static PostgresDatabase open(String url) {
    return PostgresDatabase.open(
        new PostgresDatabase.Options(url, Optional.empty(), Optional.empty(), 3, true));
  }

  private static String one(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}
