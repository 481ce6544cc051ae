package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.Broadcast;
import io.belfry.server.inbox.jdbc.Audiences;
import io.belfry.server.inbox.jdbc.BroadcastRows;
import io.belfry.server.inbox.jdbc.BroadcastTable;
import io.belfry.server.inbox.jdbc.Head;
import io.belfry.server.notification.Traits;
import io.belfry.server.user.Attributes;
import io.belfry.server.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What was broadcast, as one transaction takes it in: read before, for the heads that have not
/// heard all of it.
final class PostgresBroadcastTable implements BroadcastTable {
  /// Those that users `u (id, heard)` may get, up to some number.
  private static final String SENT =
      "SELECT u.id, a.attributes, r.* FROM unnest(?, ?) u (id, heard) LEFT JOIN users a"
          + " ON a.user_id = u.id COLLATE \"C\" CROSS JOIN LATERAL (SELECT "
          + BroadcastRows.COLUMNS
          + " FROM broadcast b WHERE b.target = 0 AND b.topic = '' AND b.number > u.heard"
          + " AND b.number <= ? AND b.recalled_at = 0 UNION ALL SELECT "
          + BroadcastRows.COLUMNS
          + " FROM subscription s JOIN broadcast b ON b.topic = s.topic"
          + " AND b.number > greatest(s.since, u.heard) AND b.number <= ?"
          + " WHERE s.user_id = u.id COLLATE \"C\" AND b.target = 0 AND b.recalled_at = 0"
          + " ORDER BY 1 DESC LIMIT ?) r";

  /// What was edited or recalled, `b`, and the copies of it that users `u (id, heard)` have.
  private static final String CHANGED =
      "SELECT "
          + Rows.NOTIFICATION
          + ", b.priority, b.content FROM unnest(?, ?) u (id, heard) JOIN inbox i"
          + " ON i.user_id = u.id COLLATE \"C\" CROSS JOIN LATERAL (SELECT DISTINCT target"
          + " FROM broadcast WHERE target <> 0 AND number > u.heard AND number <= ?) c"
          + " JOIN notification n ON n.broadcast = c.target AND n.broadcast <> 0"
          + " AND n.user_id = i.user_id AND n.created_seq >= i.oldest AND n.deleted_at = 0"
          + " JOIN broadcast b ON b.number = c.target";

  private final RoundTrip trip;
  private final int keep;
  private final Audiences audiences = new Audiences();
  private final Map<UserId, List<Broadcast>> sent = new HashMap<>();
  private final Map<UserId, Attributes> attributes = new HashMap<>();
  private final Map<UserId, List<Changed>> changed = new HashMap<>();
  private long last = -1;

  /// @param keep notifications that an inbox keeps
  PostgresBroadcastTable(RoundTrip trip, int keep) {
    this.trip = trip;
    this.keep = keep;
  }

  /// Says which is the last one. What comes later is not for this transaction.
  void lastIs(long number) {
    last = last < 0 ? number : last;
  }

  @Override
  public long last() {
    return Math.max(0, last);
  }

  /// Reads what `heads` have to take in.
  void expect(List<Head> heads) throws SQLException {
    sent.clear();
    attributes.clear();
    changed.clear();
    List<Head> behind = heads.stream().filter(head -> head.heard < last()).toList();
    if (behind.isEmpty()) {
      return;
    }
    Columns<Head> all = Columns.of(behind);
    String[] users = all.texts(head -> head.user.value());
    long[] heard = all.longs(head -> head.heard);
    trip.query(SENT, this::addSent, users, heard, last(), last(), keep);
    trip.query(CHANGED, this::addChanged, users, heard, last());
    trip.run();
  }

  /// The cards that what was read may grow.
  List<PostgresCards.Named> cards() {
    List<PostgresCards.Named> names = new ArrayList<>();
    sent.forEach(
        (user, all) ->
            all.forEach(
                each ->
                    each.content()
                        .map(content -> Traits.of(content.json()).group())
                        .ifPresent(key -> names.add(new PostgresCards.Named(user, key)))));
    return names;
  }

  @Override
  public Pending pending(Head head, long nowMs) throws SQLException {
    List<Broadcast> page = newestFirst(head);
    boolean looked = !page.isEmpty();
    Attributes said = attributes.getOrDefault(head.user, Attributes.NONE);
    List<Broadcast> found = new ArrayList<>();
    while (!page.isEmpty() && found.size() < keep) {
      for (Broadcast each : page) {
        if (found.size() < keep && each.isFor(head.user, said, nowMs)) {
          found.add(each);
        }
      }
      page = page.size() < keep ? List.of() : before(head, page.getLast().number());
    }
    return new Pending(found.reversed(), looked, changed.getOrDefault(head.user, List.of()));
  }

  private List<Broadcast> newestFirst(Head head) {
    return sent.getOrDefault(head.user, List.of()).stream()
        .sorted(Comparator.comparingLong(Broadcast::number).reversed())
        .toList();
  }

  /// The next ones before `number`: none of those that were read may be for the user.
  private List<Broadcast> before(Head head, long number) throws SQLException {
    sent.remove(head.user);
    long to = number - 1;
    String[] user = {head.user.value()};
    trip.query(SENT, this::addSent, user, new long[] {head.heard}, to, to, keep);
    trip.run();
    return newestFirst(head);
  }

  private void addSent(ResultSet row) throws SQLException {
    UserId user = new UserId(row.getString(1));
    String said = row.getString(2);
    if (said != null && !attributes.containsKey(user)) {
      attributes.put(user, Attributes.parse(said));
    }
    sent.computeIfAbsent(user, first -> new ArrayList<>())
        .add(BroadcastRows.broadcast(row, 2, audiences));
  }

  private void addChanged(ResultSet row) throws SQLException {
    changed
        .computeIfAbsent(Rows.user(row), first -> new ArrayList<>())
        .add(
            new Changed(
                Rows.notification(row),
                BroadcastRows.content(row.getInt(Rows.COUNT + 1), row.getString(Rows.COUNT + 2))));
  }
}
