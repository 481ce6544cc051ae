package io.belfry.server.jdbc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Statements that are prepared for one use.
public final class Query {
  private Query() {}

  /// What `reader` makes of the rows.
  ///
  /// @param values of the parameters: String, Integer, Long
  public static <T> List<T> list(
      Connection connection, RowReader<T> reader, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      try (ResultSet row = statement.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (row.next()) {
          found.add(reader.read(row));
        }
        return found;
      }
    }
  }

  /// What `reader` makes of the first row, if there is one.
  public static <T> Optional<T> first(
      Connection connection, RowReader<T> reader, String sql, Object... values)
      throws SQLException {
    return list(connection, reader, sql, values).stream().findFirst();
  }

  /// How many rows the statement changed.
  public static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      return statement.executeUpdate();
    }
  }

  /// The texts of `things` as a JSON array, for [SqlDialect#texts].
  public static <T> String array(Collection<T> things, Function<T, String> text) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode(things.size());
    things.forEach(each -> array.add(text.apply(each)));
    return array.toString();
  }

  private static void set(PreparedStatement statement, Object[] values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  /// Reads the current row.
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
