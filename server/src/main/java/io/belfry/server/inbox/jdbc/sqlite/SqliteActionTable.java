package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.jdbc.ActionTable;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Press;
import io.belfry.server.user.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answers by buttons. Owned by the lane's thread.
final class SqliteActionTable implements ActionTable, AutoCloseable {
  private final PreparedStatement find;
  private final PreparedStatement insert;
  private final PreparedStatement number;
  private final PreparedStatement append;
  private final PreparedStatement forget;
  private final PreparedStatement unname;

  SqliteActionTable(Connection connection) throws SQLException {
    this.find =
        connection.prepareStatement("SELECT action, at, user_id FROM action_group WHERE key = ?");
    this.insert =
        connection.prepareStatement(
            "INSERT INTO action_group (key, action, at, user_id) VALUES (?, ?, ?, ?)");
    this.number = connection.prepareStatement("UPDATE log SET acts = acts + 1");
    this.append =
        connection.prepareStatement(
            "INSERT INTO act (number, user_id, at, event) SELECT acts, ?, ?, ? FROM log");
    this.forget = connection.prepareStatement("DELETE FROM act WHERE user_id = ?");
    this.unname =
        connection.prepareStatement(
            "UPDATE action_group SET user_id = '', closed = 0 WHERE user_id = ?");
  }

  @Override
  public @Nullable Press find(String key) throws SQLException {
    find.setString(1, key);
    try (ResultSet row = find.executeQuery()) {
      return row.next() ? new Press(row.getString(1), row.getLong(2), row.getString(3)) : null;
    }
  }

  @Override
  public void insert(String key, Press press) throws SQLException {
    insert.setString(1, key);
    insert.setString(2, press.action());
    insert.setLong(3, press.atMs());
    insert.setString(4, press.by());
    insert.executeUpdate();
  }

  @Override
  public void append(Press press, JsonBytes event) throws SQLException {
    number.executeUpdate();
    append.setString(1, press.by());
    append.setLong(2, press.atMs());
    append.setString(3, event.toString());
    append.executeUpdate();
  }

  @Override
  public void forget(UserId user) throws SQLException {
    for (PreparedStatement each : List.of(forget, unname)) {
      each.setString(1, user.value());
      each.executeUpdate();
    }
  }

  @Override
  public void close() throws SQLException {
    Statements.close(List.of(find, insert, number, append, forget, unname));
  }
}
