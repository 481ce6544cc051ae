package io.belfry.server.broadcast.jdbc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.belfry.server.user.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Statements that are prepared for one use.
final class Query {
  private Query() {}

  /// What `reader` makes of the rows.
  ///
  /// @param values of the parameters: String, Integer, Long
  static <T> List<T> list(Connection connection, RowReader<T> reader, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, values);
        ResultSet row = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (row.next()) {
        found.add(reader.read(row));
      }
      return found;
    }
  }

  /// What `reader` makes of the first row, if there is one.
  static <T> Optional<T> first(
      Connection connection, RowReader<T> reader, String sql, Object... values)
      throws SQLException {
    return list(connection, reader, sql, values).stream().findFirst();
  }

  /// How many rows the statement changed.
  static int update(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }

  /// `users` as a JSON array.
  static String json(Collection<UserId> users) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode(users.size());
    users.forEach(user -> array.add(user.value()));
    return array.toString();
  }

  private static PreparedStatement prepared(Connection connection, String sql, Object[] values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  /// Reads the current row.
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
