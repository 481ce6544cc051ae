package io.belfry.server.inbox.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// An insert of many rows by few statements: as many rows to a statement as [Chunks] says.
///
/// Not safe for several threads.
final class RowsInsert implements AutoCloseable {
  private final Chunks statements;

  /// @param insert up to and with `VALUES`
  /// @param columns how many values a row has
  /// @param after what follows the rows, such as a conflict clause
  RowsInsert(Connection connection, String insert, int columns, String after) throws SQLException {
    String row = "(" + "?, ".repeat(columns - 1) + "?)";
    this.statements = new Chunks(connection, insert, row, after);
  }

  <T> void insert(List<T> rows, RowWriter<T> writer) throws SQLException {
    statements.each(
        rows,
        (statement, chunk) -> {
          Row row = new Row(statement);
          for (T item : chunk) {
            writer.write(row, item);
          }
          statement.executeUpdate();
        });
  }

  @Override
  public void close() throws SQLException {
    statements.close();
  }

  /// Sets the values of one row after another.
  static final class Row {
    private final PreparedStatement statement;
    private int index;

    private Row(PreparedStatement statement) {
      this.statement = statement;
    }

    void set(long value) throws SQLException {
      statement.setLong(++index, value);
    }

    void set(String value) throws SQLException {
      statement.setString(++index, value);
    }
  }

  /// Says which values make the row of `item`.
  @FunctionalInterface
  interface RowWriter<T> {
    void write(Row row, T item) throws SQLException;
  }
}
