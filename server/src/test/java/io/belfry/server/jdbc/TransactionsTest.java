package io.belfry.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belfry.server.problem.ProblemCode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TransactionsTest {
  @TempDir private Path folder;

  @Test
  void a_full_disk_undoes_the_transaction_and_the_next_one_works() throws SQLException {
    SqliteDatabase database = SqliteDatabase.open(folder.resolve("belfry.db"));
    try (Connection connection = database.writer();
        Transactions transactions = Transactions.writing(connection)) {
      execute(connection, "CREATE TABLE t (x)");
      long pages = number(connection, "PRAGMA page_count");
      execute(connection, "PRAGMA max_page_count = " + (pages + 5));

      assertThatThrownBy(() -> transactions.run(() -> insert(connection, 1_000_000)))
          .isInstanceOfSatisfying(
              SQLException.class,
              full -> assertThat(SqliteDatabase.code(full)).isEqualTo(ProblemCode.STORAGE_FULL));

      execute(connection, "PRAGMA max_page_count = 1000000");
      assertThat(number(connection, "SELECT count(*) FROM t")).isZero();
      transactions.run(() -> insert(connection, 10));
      assertThat(number(connection, "SELECT count(*) FROM t")).isEqualTo(1);
    }
  }

  @Test
  void work_that_throws_leaves_nothing_and_no_lock() throws SQLException {
    SqliteDatabase database = SqliteDatabase.open(folder.resolve("belfry.db"));
    try (Connection connection = database.writer();
        Connection other = database.autoCommit();
        Transactions transactions = Transactions.writing(connection)) {
      execute(connection, "CREATE TABLE t (x)");

      assertThatThrownBy(
              () ->
                  transactions.run(
                      () -> {
                        insert(connection, 10);
                        throw new IllegalStateException("on purpose");
                      }))
          .isInstanceOf(IllegalStateException.class);

      insert(other, 10);
      assertThat(number(connection, "SELECT count(*) FROM t")).isEqualTo(1);
    }
  }

  private static int insert(Connection connection, int bytes) throws SQLException {
    execute(connection, "INSERT INTO t VALUES (zeroblob(" + bytes + "))");
    return bytes;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : -1;
    }
  }
}
