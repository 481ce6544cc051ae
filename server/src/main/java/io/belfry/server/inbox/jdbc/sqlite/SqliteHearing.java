package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.InboxReader.Hearing;
import io.belfry.server.inbox.jdbc.Head;
import io.belfry.server.inbox.jdbc.HeadState;
import io.belfry.server.user.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// What inboxes have heard of what was broadcast.
///
/// Not safe for several threads.
final class SqliteHearing implements AutoCloseable {
  private final PreparedStatement named;
  private final PreparedStatement known;
  private final PreparedStatement sent;
  private final PreparedStatement changed;

  SqliteHearing(Connection connection) throws SQLException {
    this.named =
        connection.prepareStatement(
            "SELECT EXISTS (SELECT 1 FROM inbox WHERE user_id = ?1)"
                + " OR EXISTS (SELECT 1 FROM users WHERE user_id = ?1)");
    this.known = connection.prepareStatement("SELECT heard FROM users WHERE user_id = ?");
    this.sent =
        connection.prepareStatement(
            "SELECT EXISTS (SELECT 1" + SqliteBroadcastTable.SENT.formatted("1") + ")");
    this.changed =
        connection.prepareStatement("SELECT EXISTS (SELECT 1" + SqliteBroadcastTable.CHANGED + ")");
  }

  /// Whether `user` is known at all.
  boolean isKnown(UserId user) throws SQLException {
    named.setString(1, user.value());
    return isTrue(named);
  }

  /// Of `user`, who has no inbox.
  Hearing of(UserId user) throws SQLException {
    known.setString(1, user.value());
    try (ResultSet row = known.executeQuery()) {
      return row.next() ? hearing(isSent(user, row.getLong(1))) : Hearing.UNKNOWN;
    }
  }

  /// Of `user`, whose inbox has that number and stands at `head`.
  Hearing of(UserId user, long inbox, HeadState head) throws SQLException {
    return hearing(isSent(user, head.heard()) || isChanged(inbox, head));
  }

  private static Hearing hearing(boolean isBehind) {
    return isBehind ? Hearing.BEHIND : Hearing.CURRENT;
  }

  private boolean isSent(UserId user, long heard) throws SQLException {
    sent.setLong(1, heard);
    sent.setLong(2, Long.MAX_VALUE);
    sent.setString(3, user.value());
    return isTrue(sent);
  }

  private boolean isChanged(long inbox, HeadState head) throws SQLException {
    changed.setLong(1, head.heard());
    changed.setLong(2, Long.MAX_VALUE);
    changed.setLong(3, Rows.key(inbox, head.oldest()));
    changed.setLong(4, Rows.key(inbox, Head.MAX_CREATED_SEQ));
    return isTrue(changed);
  }

  private static boolean isTrue(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  @Override
  public void close() throws SQLException {
    named.close();
    known.close();
    sent.close();
    changed.close();
  }
}
