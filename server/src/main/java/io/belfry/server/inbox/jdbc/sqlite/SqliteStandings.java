package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.jdbc.HeadState;
import io.belfry.server.inbox.jdbc.Recipients;
import io.belfry.server.inbox.jdbc.Standing;
import io.belfry.server.policy.Recipient;
import io.belfry.server.user.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// Where inboxes stand, as a reader finds them within its transaction.
///
/// Not safe for several threads.
final class SqliteStandings implements AutoCloseable {
  private final Unwritten unwritten;
  private final PreparedStatement epoch;
  private final PreparedStatement head;
  private final PreparedStatement user;

  SqliteStandings(Connection connection, Unwritten unwritten) throws SQLException {
    this.unwritten = unwritten;
    this.epoch = connection.prepareStatement("SELECT epoch, forgotten FROM log");
    this.head =
        connection.prepareStatement(
            "SELECT inbox.n, seq, content FROM " + Rows.INBOX_WITH_HEAD + " WHERE user_id = ?");
    this.user =
        connection.prepareStatement("SELECT preferences, profile FROM users WHERE user_id = ?");
  }

  /// Where the inbox of `user` stands; must be the first that a transaction asks.
  At of(UserId user) throws SQLException {
    // Before the first statement: see Unwritten.
    Unwritten.Inbox newer = unwritten.of(user);
    String current;
    long forgotten;
    try (ResultSet row = epoch.executeQuery()) {
      if (!row.next()) {
        throw new IllegalStateException("a log without an epoch");
      }
      current = row.getString(1);
      forgotten = row.getLong(2);
    }
    head.setString(1, user.value());
    try (ResultSet row = head.executeQuery()) {
      if (!row.next()) {
        return new At(Standing.withoutInbox(current, forgotten), 0, List.of());
      }
      HeadState written = HeadState.of(row.getLong(2), row.getString(3));
      return newer == null || newer.from() != written.seq()
          ? new At(new Standing(current, written), row.getLong(1), List.of())
          : new At(new Standing(current, newer.head()), row.getLong(1), newer.sent());
    }
  }

  /// What `user` chose, as a JSON object.
  String preferences(UserId user) throws SQLException {
    this.user.setString(1, user.value());
    try (ResultSet row = this.user.executeQuery()) {
      return row.next() ? row.getString(1) : "{}";
    }
  }

  /// What is known of `user`, whose inbox stands where `at` says.
  Recipient recipient(UserId user, At at) throws SQLException {
    this.user.setString(1, user.value());
    try (ResultSet row = this.user.executeQuery()) {
      return row.next()
          ? Recipients.of(row.getString(1), row.getString(2), at.head().attention())
          : Recipients.of(null, null, at.head().attention());
    }
  }

  @Override
  public void close() throws SQLException {
    epoch.close();
    head.close();
    user.close();
  }
}
