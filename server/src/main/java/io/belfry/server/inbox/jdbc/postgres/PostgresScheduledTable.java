package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.Scheduled;
import io.belfry.server.inbox.jdbc.ScheduledRows;
import io.belfry.server.inbox.jdbc.ScheduledTable;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is to be sent to users later, as one transaction touches it: what is due is locked and read
/// before, in its order, so that whoever cancels it comes before or after.
final class PostgresScheduledTable implements ScheduledTable {
  private static final String SAID =
      "SELECT u.id, (SELECT a.profile FROM users a WHERE a.user_id = u.id COLLATE \"C\"),"
          + " (SELECT count(*) FROM scheduled s WHERE s.user_id = u.id COLLATE \"C\""
          + " AND s.state = 0) FROM unnest(?) u (id)";
  private static final String DUE =
      ScheduledRows.SELECT
          + " JOIN unnest(?, ?, ?) k (id, n, salt) ON s.n = k.n AND s.salt = k.salt"
          + " AND s.user_id = k.id COLLATE \"C\" WHERE s.state = 0 AND s.send_at <= ?"
          + " ORDER BY s.n, s.salt FOR UPDATE OF s";
  private static final String FORGET =
      "WITH gone AS (DELETE FROM scheduled WHERE (n, salt) IN (SELECT n, salt FROM scheduled"
          + " WHERE state <> 0 AND ended_at < ? ORDER BY ended_at LIMIT ? FOR UPDATE SKIP LOCKED)"
          + " RETURNING 1) SELECT count(*) FROM gone";

  private final RoundTrip trip;
  private final long nowMs;
  private final Map<UserId, ZoneId> zones = new HashMap<>();
  private final Map<UserId, Integer> waiting = new HashMap<>();
  private final Map<NotificationId, Scheduled> due = new HashMap<>();

  PostgresScheduledTable(RoundTrip trip, long nowMs) {
    this.trip = trip;
    this.nowMs = nowMs;
  }

  /// Plans to read what `commands` will ask for.
  void expect(List<Command> commands) {
    due.clear();
    List<UserId> users = new ArrayList<>();
    List<Command.Release> releases = new ArrayList<>();
    for (Command command : commands) {
      if (command instanceof Command.Schedule) {
        users.add(command.user());
      } else if (command instanceof Command.Release release) {
        releases.add(release);
      }
    }
    if (!users.isEmpty()) {
      trip.query(SAID, this::addSaid, (Object) Columns.users(users.stream().distinct().toList()));
    }
    List<Named> names =
        releases.stream()
            .flatMap(release -> release.ids().stream().map(id -> new Named(release.user(), id)))
            .toList();
    if (!names.isEmpty()) {
      Columns<Named> all = Columns.of(names);
      trip.query(
          DUE,
          this::addDue,
          all.texts(each -> each.user.value()),
          all.longs(each -> each.id.order()),
          all.longs(each -> each.id.salt()),
          nowMs);
    }
  }

  /// Whether there is anything that `release` will send.
  boolean isDue(Command.Release release) {
    return release.ids().stream().anyMatch(due::containsKey);
  }

  @Override
  public ZoneId zone(UserId user) {
    return zones.getOrDefault(user, ZoneOffset.UTC);
  }

  @Override
  public int waiting(UserId user) {
    return waiting.getOrDefault(user, 0);
  }

  @Override
  public void insert(Scheduled scheduled) {
    scheduled.user().ifPresent(user -> waiting.merge(user, 1, Integer::sum));
    trip.update(ScheduledRows.INSERT, ScheduledRows.values(scheduled));
  }

  /// The cards that what is due may grow.
  List<PostgresCards.Named> cards() {
    List<PostgresCards.Named> names = new ArrayList<>();
    for (Scheduled each : due.values()) {
      String key = each.content().map(content -> content.traits().group()).orElse("");
      each.user().ifPresent(user -> names.add(new PostgresCards.Named(user, key)));
    }
    return names;
  }

  @Override
  public @Nullable Content due(UserId user, NotificationId id) {
    Scheduled found = due.get(id);
    return found == null ? null : found.content().orElse(null);
  }

  @Override
  public void end(NotificationId id, Scheduled.State state, @Nullable NotificationId became) {
    due.remove(id);
    trip.update(
        ScheduledRows.END,
        state.code(),
        nowMs,
        became == null ? 0L : became.order(),
        became == null ? 0L : became.salt(),
        id.order(),
        id.salt());
  }

  @Override
  public int forget(long beforeMs, int limit) throws SQLException {
    List<Integer> count = new ArrayList<>(1);
    trip.query(FORGET, row -> count.add(row.getInt(1)), beforeMs, limit);
    trip.run();
    return count.getFirst();
  }

  private void addSaid(ResultSet row) throws SQLException {
    UserId user = new UserId(row.getString(1));
    zones.put(user, ScheduledRows.zone(row.getString(2)));
    waiting.put(user, row.getInt(3));
  }

  private void addDue(ResultSet row) throws SQLException {
    Scheduled found = ScheduledRows.scheduled(row);
    due.put(found.id(), found);
  }

  private record Named(UserId user, NotificationId id) {}
}
