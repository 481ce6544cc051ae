package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.jdbc.Head;
import io.belfry.server.inbox.jdbc.HeadState;
import io.belfry.server.inbox.jdbc.Heads;
import io.belfry.server.inbox.jdbc.Move;
import io.belfry.server.user.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The heads of inboxes, the recently used ones in memory: the lane is their only writer, so that
/// what it remembers is true.
///
/// Owned by the lane's thread.
final class SqliteHeads implements Heads, AutoCloseable {
  private static final int LIMIT = 50_000;

  private static final String SELECT =
      "SELECT inbox.n, user_id, seq, content FROM " + Rows.INBOX_WITH_HEAD + " WHERE ";

  private final LastBroadcast lastBroadcast;
  private final Map<UserId, Head> recent;
  private final PreparedStatement byUser;
  private final PreparedStatement byNumber;
  private final PreparedStatement known;
  private final PreparedStatement forget;
  private final PreparedStatement mark;
  private final RowsInsert begin;
  private final RowsInsert upsert;
  private final List<Head> begun = new ArrayList<>();
  private long lastNumber;

  /// How far the inboxes had come that are gone.
  private long forgotten;

  /// @param lastBroadcast in the database
  SqliteHeads(Connection connection, LastBroadcast lastBroadcast) throws SQLException {
    this(connection, lastBroadcast, new LinkedHashMap<>(1024, 0.75f, true));
    try (var statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT (SELECT coalesce(max(n), 0) FROM inbox), forgotten FROM log")) {
      if (row.next()) {
        this.lastNumber = row.getLong(1);
        this.forgotten = row.getLong(2);
      }
    }
  }

  private SqliteHeads(Connection connection, LastBroadcast lastBroadcast, Map<UserId, Head> recent)
      throws SQLException {
    this.lastBroadcast = lastBroadcast;
    this.recent = recent;
    this.byUser = connection.prepareStatement(SELECT + "user_id = ?");
    this.byNumber = connection.prepareStatement(SELECT + "inbox.n = ?");
    this.known = connection.prepareStatement("SELECT heard FROM users WHERE user_id = ?");
    this.forget = connection.prepareStatement("DELETE FROM inbox WHERE n = ?");
    this.mark = connection.prepareStatement("UPDATE log SET forgotten = max(forgotten, ?)");
    this.begin = new RowsInsert(connection, "INSERT INTO inbox (n, user_id) VALUES ", 2, "");
    this.upsert =
        new RowsInsert(
            connection,
            "INSERT INTO notification (key, n, salt, seq, priority, content, expires_at) VALUES ",
            7,
            " ON CONFLICT (key) DO UPDATE SET seq = excluded.seq, content = excluded.content,"
                + " expires_at = excluded.expires_at");
  }

  /// The same, with statements made anew and what is remembered kept; between transactions.
  SqliteHeads again(Connection connection) throws SQLException {
    var heads = new SqliteHeads(connection, lastBroadcast, recent);
    heads.lastNumber = lastNumber;
    heads.forgotten = forgotten;
    return heads;
  }

  /// The head of `user`'s inbox, stored or not, or null when they have none yet.
  @Override
  public @Nullable Head find(UserId user) throws SQLException {
    Head head = recent.get(user);
    if (head == null) {
      byUser.setString(1, user.value());
      head = load(byUser);
    }
    return head;
  }

  @Override
  public Head findOrBegin(UserId user) throws SQLException {
    Head head = find(user);
    if (head == null) {
      head =
          new Head(++lastNumber, user, HeadState.beginning(forgotten).with(0, heardBefore(user)));
      head.isNew = true;
      recent.put(user, head);
      begun.add(head);
    }
    return head;
  }

  /// The head of the inbox of that number, or null when there is none.
  @Nullable Head byNumber(long n) throws SQLException {
    byNumber.setLong(1, n);
    return load(byNumber);
  }

  @Override
  public void refresh(Head head) {
    head.recipient = null;
  }

  @Override
  public void forget(Head head) throws SQLException {
    begun.remove(head);
    recent.remove(head.user);
    forget.setLong(1, head.n);
    forget.executeUpdate();
    forgotten = Math.max(forgotten, head.seq);
    mark.setLong(1, forgotten);
    mark.executeUpdate();
  }

  /// Writes `heads`, within the transaction.
  @Override
  public void store(Collection<Head> heads) throws SQLException {
    begin.insert(
        begun,
        (row, head) -> {
          row.set(head.n);
          row.set(head.user.value());
        });
    begun.forEach(head -> head.isNew = false);
    begun.clear();
    upsert.insert(
        List.copyOf(heads),
        (row, head) -> {
          row.set(Rows.ownKey(head));
          row.set(-head.n);
          row.set(0);
          row.set(head.seq);
          row.set(0);
          row.set(head.state().numbers());
          row.set(head.attention.recapAt());
        });
    heads.forEach(head -> head.writtenSeq = head.seq);
  }

  /// Takes back what a transaction that did not happen made of heads. Where the tables know all,
  /// they are asked again.
  void undo(Collection<Move> moves) {
    begun.clear();
    for (Move move : moves) {
      move.undo();
      if (move.head.unwritten.isEmpty()) {
        recent.remove(move.head.user, move.head);
      } else {
        recent.put(move.head.user, move.head);
      }
    }
  }

  /// Keeps memory within its limit, but for what the tables do not know yet; called between
  /// transactions.
  void trim() {
    Iterator<Head> oldest = recent.values().iterator();
    while (recent.size() > LIMIT && oldest.hasNext()) {
      if (oldest.next().unwritten.isEmpty()) {
        oldest.remove();
      }
    }
  }

  @Override
  public void close() throws SQLException {
    byUser.close();
    byNumber.close();
    known.close();
    forget.close();
    mark.close();
    begin.close();
    upsert.close();
  }

  /// The last broadcast before `user` was known, which may be now.
  private long heardBefore(UserId user) throws SQLException {
    known.setString(1, user.value());
    try (ResultSet row = known.executeQuery()) {
      return row.next() ? row.getLong(1) : lastBroadcast.number();
    }
  }

  private @Nullable Head load(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        return null;
      }
      UserId user = new UserId(row.getString(2));
      Head known = recent.get(user);
      if (known != null) {
        return known;
      }
      Head head = new Head(row.getLong(1), user, HeadState.of(row.getLong(3), row.getString(4)));
      recent.put(user, head);
      return head;
    }
  }
}
