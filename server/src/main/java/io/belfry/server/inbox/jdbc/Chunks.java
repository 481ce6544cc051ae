package io.belfry.server.inbox.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// One SQL statement for lists of any length: prepared for a few lengths, a list is cut into those.
/// What a statement costs beside its rows is so paid once for many.
///
/// Not safe for several threads.
final class Chunks implements AutoCloseable {
  /// Falling, and ending with one.
  private static final int[] LENGTHS = {64, 16, 4, 1};

  private final List<PreparedStatement> statements = new ArrayList<>(LENGTHS.length);

  /// The statement `before` + `item, item, …` + `after`.
  Chunks(Connection connection, String before, String item, String after) throws SQLException {
    for (int length : LENGTHS) {
      String items = (item + ", ").repeat(length - 1) + item;
      statements.add(connection.prepareStatement(before + items + after));
    }
  }

  /// Has `work` done for one chunk of `items` after another, with the statement of its length.
  <T> void each(List<T> items, Work<T> work) throws SQLException {
    int from = 0;
    for (int i = 0; i < LENGTHS.length; i++) {
      for (; items.size() - from >= LENGTHS[i]; from += LENGTHS[i]) {
        work.run(statements.get(i), items.subList(from, from + LENGTHS[i]));
      }
    }
  }

  @Override
  public void close() throws SQLException {
    Statements.close(List.copyOf(statements));
  }

  /// Sets the parameters of `chunk`, and executes.
  @FunctionalInterface
  interface Work<T> {
    void run(PreparedStatement statement, List<T> chunk) throws SQLException;
  }
}
