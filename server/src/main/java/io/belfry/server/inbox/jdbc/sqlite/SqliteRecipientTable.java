package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.jdbc.Head;
import io.belfry.server.inbox.jdbc.RecipientTable;
import io.belfry.server.inbox.jdbc.Recipients;
import io.belfry.server.policy.Preferences;
import io.belfry.server.policy.Recipient;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// What is known of users, remembered with the heads of their inboxes.
///
/// Owned by the lane's thread.
final class SqliteRecipientTable implements RecipientTable, AutoCloseable {
  private final PreparedStatement find;
  private final PreparedStatement store;

  SqliteRecipientTable(Connection connection) throws SQLException {
    this.find =
        connection.prepareStatement("SELECT preferences, profile FROM users WHERE user_id = ?");
    this.store =
        connection.prepareStatement(
            "INSERT INTO users (user_id, heard, preferences) VALUES (?, ?, ?)"
                + " ON CONFLICT (user_id) DO UPDATE SET preferences = excluded.preferences");
  }

  @Override
  public Recipient find(Head head) throws SQLException {
    Recipient known = head.recipient;
    if (known == null) {
      known = load(head);
      head.recipient = known;
    }
    return known;
  }

  private Recipient load(Head head) throws SQLException {
    find.setString(1, head.user.value());
    try (ResultSet row = find.executeQuery()) {
      return row.next()
          ? Recipients.of(row.getString(1), row.getString(2), head.attention)
          : Recipients.of(null, null, head.attention);
    }
  }

  @Override
  public void store(Head head, Preferences preferences) throws SQLException {
    store.setString(1, head.user.value());
    store.setLong(2, head.heard);
    store.setString(3, preferences.json());
    store.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    find.close();
    store.close();
  }
}
