package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.jdbc.Head;
import io.belfry.server.inbox.jdbc.HeadState;
import io.belfry.server.inbox.jdbc.Heads;
import io.belfry.server.inbox.jdbc.Recipients;
import io.belfry.server.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The heads that one transaction has locked.
///
/// Always in the order of their users: nodes and lanes that want the same ones wait for each other,
/// and none in a circle.
final class PostgresHeads implements Heads {
  private static final String LOCK =
      "SELECT "
          + Rows.HEAD
          + ", (SELECT broadcasts FROM log) FROM unnest(?) u (id)"
          + " JOIN inbox i ON i.user_id = u.id COLLATE \"C\""
          + " ORDER BY i.user_id FOR UPDATE OF i";

  /// After the lock, and not in its statement: that one waits for who changes preferences, and then
  /// sees other tables as they were when it began.
  private static final String KNOWN =
      "SELECT k.user_id, k.preferences, k.profile FROM unnest(?) u (id)"
          + " JOIN users k ON k.user_id = u.id COLLATE \"C\"";

  private static final String BEGIN =
      "INSERT INTO inbox (user_id, seq, floor, heard) SELECT u.id COLLATE \"C\","
          + " l.forgotten, l.forgotten,"
          + " coalesce((SELECT k.heard FROM users k WHERE k.user_id = u.id COLLATE \"C\"),"
          + " l.broadcasts) FROM unnest(?) u (id) CROSS JOIN log l"
          + " ORDER BY 1 ON CONFLICT DO NOTHING";
  private static final String FORGET = "DELETE FROM inbox WHERE user_id = ?";
  private static final String MARK = "UPDATE log SET forgotten = greatest(forgotten, ?)";
  private static final String STORE =
      "UPDATE inbox i SET seq = v.seq, floor = v.floor, unread = v.unread, unseen = v.unseen,"
          + " size = v.size, tombstones = v.tombstones, oldest = v.oldest, evicted = v.evicted,"
          + " mark_oldest = v.mark_oldest, mark_seq = v.mark_seq, last_order = v.last_order,"
          + " heard = v.heard, attention = v.attention, recap_at = v.recap_at"
          + " FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) v (id, seq, floor, unread,"
          + " unseen, size, tombstones, oldest, evicted, mark_oldest, mark_seq, last_order, heard,"
          + " attention, recap_at)"
          + " WHERE i.user_id = v.id COLLATE \"C\"";

  private final RoundTrip trip;
  private final LongConsumer lastBroadcast;
  private final Map<UserId, Head> locked = new HashMap<>();

  /// @param lastBroadcast is told which was the last broadcast when heads were locked
  PostgresHeads(RoundTrip trip, LongConsumer lastBroadcast) {
    this.trip = trip;
    this.lastBroadcast = lastBroadcast;
  }

  /// Plans the lock of the heads of `users`, as far as they have one.
  void lock(List<UserId> users) {
    trip.query(LOCK, this::add, (Object) Columns.users(users));
    trip.query(KNOWN, this::know, (Object) Columns.users(users));
  }

  /// Plans heads for `users` who have none yet.
  void begin(List<UserId> users) {
    trip.update(BEGIN, (Object) Columns.users(users));
  }

  /// All of them.
  List<Head> locked() {
    return List.copyOf(locked.values());
  }

  @Override
  public @Nullable Head find(UserId user) {
    return locked.get(user);
  }

  @Override
  public Head findOrBegin(UserId user) {
    Head head = find(user);
    if (head == null) {
      throw new IllegalStateException("an inbox that was not begun");
    }
    return head;
  }

  /// What is known of them was read when the head was locked.
  @Override
  public void refresh(Head head) {}

  @Override
  public void forget(Head head) {
    locked.remove(head.user);
    trip.update(FORGET, head.user.value());
    trip.update(MARK, head.seq);
  }

  @Override
  public void store(Collection<Head> heads) {
    if (heads.isEmpty()) {
      return;
    }
    Columns<Head> all = Columns.of(List.copyOf(heads));
    trip.update(
        STORE,
        all.texts(head -> head.user.value()),
        all.longs(head -> head.seq),
        all.longs(head -> head.floor),
        all.ints(head -> head.unread),
        all.ints(head -> head.unseen),
        all.ints(head -> head.size),
        all.ints(head -> head.tombstones),
        all.longs(head -> head.oldest),
        all.ints(head -> head.evicted),
        all.longs(head -> head.markOldest),
        all.longs(head -> head.markSeq),
        all.longs(head -> head.lastOrder),
        all.longs(head -> head.heard),
        all.texts(head -> head.attention.text()),
        all.longs(head -> head.attention.recapAt()));
  }

  private void add(ResultSet row) throws SQLException {
    UserId user = new UserId(row.getString(1));
    HeadState state = Rows.head(row);
    var head = new Head(0, user, state);
    head.recipient = Recipients.of(null, null, state.attention());
    locked.putIfAbsent(user, head);
    lastBroadcast.accept(row.getLong(Rows.HEAD_COUNT + 1));
  }

  private void know(ResultSet row) throws SQLException {
    Head head = locked.get(new UserId(row.getString(1)));
    if (head != null) {
      head.recipient = Recipients.of(row.getString(2), row.getString(3), head.attention);
    }
  }
}
