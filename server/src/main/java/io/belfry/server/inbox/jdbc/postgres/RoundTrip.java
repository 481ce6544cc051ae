package io.belfry.server.inbox.jdbc.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/// Statements that go to the server together and whose results come back together: one round trip,
/// whatever their number. Each sees what those before it did.
///
/// Not safe for several threads.
final class RoundTrip {
  private final Connection connection;
  private final List<Planned> planned = new ArrayList<>();

  /// @param connection without auto-commit
  RoundTrip(Connection connection) {
    this.connection = connection;
  }

  /// Plans a statement without result.
  ///
  /// @param values of its parameters: String, Integer, Long, and arrays of String, int and long
  void update(String sql, Object... values) {
    planned.add(new Planned(sql, List.of(values), NOTHING));
  }

  /// Plans a query; `reader` is called with each row of its result.
  void query(String sql, RowReader reader, Object... values) {
    planned.add(new Planned(sql, List.of(values), reader));
  }

  /// Plans the end of the transaction.
  void commit() {
    update("COMMIT");
  }

  /// Does what is planned, in its order. When it throws, the transaction has failed.
  void run() throws SQLException {
    if (planned.isEmpty()) {
      return;
    }
    List<Planned> now = List.copyOf(planned);
    planned.clear();
    String sql = String.join(";\n", now.stream().map(Planned::sql).toList());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int index = 0;
      for (Planned each : now) {
        for (Object value : each.values) {
          set(statement, ++index, value);
        }
      }
      boolean isResult = statement.execute();
      for (Planned each : now) {
        if (isResult) {
          try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
              each.reader.read(rows);
            }
          }
        }
        isResult = statement.getMoreResults();
      }
    }
  }

  private void set(PreparedStatement statement, int index, Object value) throws SQLException {
    switch (value) {
      case String text -> statement.setString(index, text);
      case Integer number -> statement.setInt(index, number);
      case Long number -> statement.setLong(index, number);
      case String[] texts -> array(statement, index, "text", texts);
      case int[] numbers -> array(statement, index, "int4", numbers);
      case long[] numbers -> array(statement, index, "int8", numbers);
      default -> throw new IllegalArgumentException("no parameter of " + value.getClass());
    }
  }

  private void array(PreparedStatement statement, int index, String type, Object elements)
      throws SQLException {
    statement.setArray(index, connection.unwrap(PGConnection.class).createArrayOf(type, elements));
  }

  private static final RowReader NOTHING = row -> {};

  /// Reads the current row.
  @FunctionalInterface
  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private record Planned(String sql, List<Object> values, RowReader reader) {}
}
