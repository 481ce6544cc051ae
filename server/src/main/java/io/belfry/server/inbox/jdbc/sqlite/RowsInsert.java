package io.belfry.server.inbox.jdbc.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// An insert of many rows by few statements, each prepared for some number of rows: what a
/// statement costs beside its rows is paid once for many.
///
/// Not safe for several threads.
final class RowsInsert implements AutoCloseable {
  /// Rows of a statement; falling, and ending with one.
  private static final int[] SIZES = {64, 16, 4, 1};

  private final List<PreparedStatement> statements = new ArrayList<>(SIZES.length);

  /// @param insert up to and with `VALUES`
  /// @param columns how many values a row has
  /// @param after what follows the rows, such as a conflict clause
  RowsInsert(Connection connection, String insert, int columns, String after) throws SQLException {
    String row = "(" + "?, ".repeat(columns - 1) + "?)";
    for (int size : SIZES) {
      statements.add(
          connection.prepareStatement(insert + (row + ", ").repeat(size - 1) + row + after));
    }
  }

  <T> void insert(List<T> rows, RowWriter<T> writer) throws SQLException {
    int next = 0;
    for (int i = 0; i < SIZES.length; i++) {
      while (rows.size() - next >= SIZES[i]) {
        Row row = new Row(statements.get(i));
        for (T item : rows.subList(next, next + SIZES[i])) {
          writer.write(row, item);
        }
        statements.get(i).executeUpdate();
        next += SIZES[i];
      }
    }
  }

  @Override
  public void close() throws SQLException {
    Statements.close(List.copyOf(statements));
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
