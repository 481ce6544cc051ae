package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.jdbc.Head;
import io.belfry.server.inbox.jdbc.RetentionTable;
import io.belfry.server.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What retention takes and forgets, within one transaction.
final class PostgresRetentionTable implements RetentionTable {
  /// Names the lock of the one who sweeps, among the advisory locks of the database.
  private static final long SWEEP_LOCK = 0x42656c66_72790001L;

  private static final int READ_AHEAD = 4;
  private static final String OLDEST =
      "SELECT "
          + Rows.BARE
          + " FROM notification n WHERE n.user_id = i.user_id AND n.created_seq >= i.oldest"
          + " ORDER BY n.created_seq";
  private static final String OLDEST_OF_MANY =
      "SELECT r.* FROM unnest(?, ?) s (id, sends) JOIN inbox i ON i.user_id = s.id COLLATE \"C\""
          + " CROSS JOIN LATERAL ("
          + OLDEST
          + " LIMIT greatest(i.size + s.sends - ?, 0)) r WHERE i.size + s.sends > ?";
  private static final String OLDEST_OF_ONE =
      "SELECT "
          + Rows.BARE
          + " FROM notification n WHERE n.user_id = ? AND n.created_seq >= ?"
          + " ORDER BY n.created_seq LIMIT ?";
  private static final String FORGET_EVICTED =
      "WITH gone AS (DELETE FROM notification WHERE user_id = ? AND created_seq < ? RETURNING 1)"
          + " SELECT count(*) FROM gone";
  private static final String TOMBSTONES =
      " FROM notification WHERE user_id = ? AND seq > created_seq AND deleted_at <> 0"
          + " AND created_seq >= ?";
  private static final String FORGET_TOMBSTONES =
      "WITH edge AS (SELECT seq"
          + TOMBSTONES
          + " ORDER BY seq LIMIT 1 OFFSET ?), gone AS (DELETE"
          + TOMBSTONES
          + " AND seq <= (SELECT seq FROM edge) RETURNING 1)"
          + " SELECT (SELECT seq FROM edge), (SELECT count(*) FROM gone)";
  private static final String AGED_USERS =
      "SELECT DISTINCT n.user_id FROM (SELECT user_id FROM notification WHERE n < ?"
          + " ORDER BY n LIMIT ?) n";
  private static final String AGED =
      "SELECT "
          + Rows.BARE
          + " FROM unnest(?) u (id) JOIN notification n ON n.user_id = u.id COLLATE \"C\""
          + " WHERE n.n < ? ORDER BY n.n LIMIT ?";
  private static final String FORGET =
      "DELETE FROM notification n USING unnest(?, ?) v (id, created_seq)"
          + " WHERE n.user_id = v.id COLLATE \"C\" AND n.created_seq = v.created_seq";

  private final RoundTrip trip;
  private final PostgresHeads heads;
  private final int kept;
  private final List<Gone> gone = new ArrayList<>();

  /// @param kept notifications per user
  PostgresRetentionTable(RoundTrip trip, PostgresHeads heads, int kept) {
    this.trip = trip;
    this.heads = heads;
    this.kept = kept;
  }

  /// Plans to read what has to go when `commands` are done.
  void expect(List<Command> commands) {
    Map<UserId, Integer> sends = new LinkedHashMap<>();
    for (Command command : commands) {
      if (command instanceof Command.Send) {
        sends.merge(command.user(), 1, Integer::sum);
      } else if (command instanceof Command.Release release) {
        sends.merge(command.user(), release.ids().size(), Integer::sum);
      }
    }
    if (sends.isEmpty()) {
      return;
    }
    for (UserId user : sends.keySet()) {
      Head head = heads.find(user);
      if (head != null) {
        head.next.clear();
      }
    }
    Columns<Map.Entry<UserId, Integer>> all = Columns.of(List.copyOf(sends.entrySet()));
    trip.query(
        OLDEST_OF_MANY,
        row -> heads.findOrBegin(Rows.user(row)).next.add(oldRow(row)),
        all.texts(each -> each.getKey().value()),
        all.ints(Map.Entry::getValue),
        kept,
        kept);
  }

  @Override
  public OldRow takeOldest(Head head) throws SQLException {
    if (head.next.isEmpty()) {
      trip.query(
          OLDEST_OF_ONE,
          row -> head.next.add(oldRow(row)),
          head.user.value(),
          head.oldest,
          READ_AHEAD);
      trip.run();
    }
    OldRow row = head.next.poll();
    if (row == null) {
      throw new IllegalStateException("an inbox counts notifications that it does not have");
    }
    return row;
  }

  @Override
  public void forgetEvicted(Head head) throws SQLException {
    trip.query(
        FORGET_EVICTED, row -> head.evicted -= row.getInt(1), head.user.value(), head.markOldest);
    trip.run();
    head.floor = Math.max(head.floor, head.markSeq);
    head.markOldest = head.oldest;
    head.markSeq = head.seq;
  }

  @Override
  public void forgetTombstones(Head head, int keep) throws SQLException {
    String user = head.user.value();
    trip.query(
        FORGET_TOMBSTONES,
        row -> {
          head.floor = Math.max(head.floor, row.getLong(1));
          head.tombstones -= row.getInt(2);
        },
        user,
        head.oldest,
        head.tombstones - keep - 1,
        user,
        head.oldest);
    trip.run();
    head.next.clear();
  }

  /// Of one sweeper at a time: while another node has its turn, nothing is found.
  @Override
  public List<Aged> aged(long order, int limit) throws SQLException {
    List<Boolean> alone = new ArrayList<>(1);
    trip.query(
        "SELECT pg_try_advisory_xact_lock(?)", row -> alone.add(row.getBoolean(1)), SWEEP_LOCK);
    List<UserId> users = new ArrayList<>();
    trip.query(AGED_USERS, row -> users.add(new UserId(row.getString(1))), order, limit);
    trip.run();
    if (!alone.getFirst() || users.isEmpty()) {
      return List.of();
    }
    heads.lock(users);
    List<Aged> found = new ArrayList<>();
    trip.query(
        AGED,
        row -> found.add(new Aged(heads.findOrBegin(Rows.user(row)), oldRow(row))),
        Columns.users(users),
        order,
        limit);
    trip.run();
    return found;
  }

  @Override
  public void forget(Head head, OldRow row) {
    gone.add(new Gone(head.user, row.notification().createdSeq()));
  }

  /// Plans what [#forget] asked for.
  void write() {
    if (!gone.isEmpty()) {
      Columns<Gone> all = Columns.of(List.copyOf(gone));
      trip.update(FORGET, all.texts(each -> each.user.value()), all.longs(Gone::createdSeq));
      gone.clear();
    }
  }

  private static OldRow oldRow(ResultSet row) throws SQLException {
    return new OldRow(Rows.notification(row), Rows.isDeleted(row));
  }

  private record Gone(UserId user, long createdSeq) {}
}
