package io.belfry.server.broadcast.jdbc;

import io.belfry.server.broadcast.BroadcastStore;
import io.belfry.server.inbox.Broadcast;
import io.belfry.server.inbox.IdempotencyKey;
import io.belfry.server.inbox.Later;
import io.belfry.server.inbox.jdbc.BroadcastRows;
import io.belfry.server.jdbc.DatabaseException;
import io.belfry.server.jdbc.Query;
import io.belfry.server.jdbc.SideWork;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.Attributes;
import io.belfry.server.user.UserId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/// Broadcasts in the database of the log, beside it, with SQL that SQLite and PostgreSQL both take.
///
/// Whoever adds an entry holds the row of the log until it is there: numbers become visible in
/// their order, so that an inbox that heard of one has heard of all before.
public final class JdbcBroadcastStore implements BroadcastStore {
  private static final String SELECT = "SELECT " + BroadcastRows.COLUMNS + " FROM broadcast b ";
  private static final String INSERT_CHANGE =
      "INSERT INTO broadcast (number, target, n, salt, topic, audience, priority, created_at)"
          + " VALUES (?, ?, 0, 0, '', '{}', 0, ?)";
  private static final String FIND = SELECT + "WHERE b.n = ? AND b.salt = ? AND b.target = 0";
  private static final String EDIT =
      "UPDATE broadcast SET priority = ?, content = ?, changed_at = ?"
          + " WHERE number = ? AND recalled_at = 0 AND content = ? RETURNING number";
  private static final String RECALL =
      "UPDATE broadcast SET content = NULL, recalled_at = ?"
          + " WHERE n = ? AND salt = ? AND target = 0 AND recalled_at = 0 RETURNING number";
  private static final String AFTER =
      "SELECT e.number, e.target, "
          + BroadcastRows.COLUMNS
          + " FROM broadcast e JOIN broadcast b"
          + " ON b.number = CASE e.target WHEN 0 THEN e.number ELSE e.target END"
          + " WHERE e.number > ? ORDER BY e.number LIMIT ?";

  private final SideWork database;
  private final LongConsumer added;
  private final AtomicLong lastSeen = new AtomicLong();
  private final BroadcastSql sql;

  /// @param added is told the number of what is in the database now
  public JdbcBroadcastStore(SideWork database, LongConsumer added) {
    this.database = database;
    this.added = added;
    this.sql = BroadcastSql.of(database.dialect());
  }

  @Override
  public Added add(Draft draft, long nowMs) {
    try {
      return append(connection -> add(connection, draft, nowMs));
    } catch (DatabaseException failure) {
      // Another node may have used the key in the same instant.
      return draft.key().flatMap(this::before).orElseThrow(() -> failure);
    }
  }

  private Result<Added> add(Connection connection, Draft draft, long nowMs) throws SQLException {
    Optional<Added> before = Drafts.before(connection, draft.key());
    if (before.isPresent()) {
      return new Result<>(before.get(), 0);
    }
    Drafts.remember(connection, draft, nowMs);
    return new Result<>(new Added.New(), Drafts.insert(connection, draft, nowMs));
  }

  @Override
  public Added schedule(Draft draft, Later later, long nowMs) {
    try {
      return database.write(
          connection -> ScheduledBroadcasts.schedule(connection, draft, later, nowMs));
    } catch (DatabaseException failure) {
      // Another node may have used the key in the same instant.
      return draft.key().flatMap(this::before).orElseThrow(() -> failure);
    }
  }

  @Override
  public List<Due> due(Optional<Due> after, long nowMs, int limit) {
    return database.read(connection -> ScheduledBroadcasts.due(connection, after, nowMs, limit));
  }

  @Override
  public boolean release(Due due, NotificationId as, long nowMs) {
    return append(
        connection -> {
          long number =
              ScheduledBroadcasts.release(connection, database.dialect(), due.id(), as, nowMs);
          return new Result<>(number > 0, number);
        });
  }

  @Override
  public Optional<Added> before(IdempotencyKey key) {
    return database.read(connection -> Drafts.before(connection, Optional.of(key)));
  }

  @Override
  public Optional<Broadcast> find(NotificationId id) {
    return database.read(
        connection ->
            Query.first(connection, BroadcastRows::broadcast, FIND, id.order(), id.salt()));
  }

  @Override
  public List<Broadcast> newest(long before, int limit) {
    return database.read(
        connection ->
            Query.list(
                connection,
                BroadcastRows::broadcast,
                SELECT + "WHERE b.number < ? AND b.target = 0 ORDER BY b.number DESC LIMIT ?",
                before,
                limit));
  }

  @Override
  public boolean edit(Broadcast before, Content content, long nowMs) {
    return before.content().isPresent()
        && change(
            nowMs,
            EDIT,
            content.priority().level(),
            content.json().toString(),
            nowMs,
            before.number(),
            before.content().get().json().toString());
  }

  @Override
  public boolean recall(NotificationId id, long nowMs) {
    return change(nowMs, RECALL, nowMs, id.order(), id.salt()) || find(id).isPresent();
  }

  /// Changes a broadcast by `update`, and appends that this was done; false when `update` found
  /// none.
  private boolean change(long nowMs, String update, Object... values) {
    return append(
        connection -> {
          Optional<Long> changed = Query.first(connection, row -> row.getLong(1), update, values);
          if (changed.isEmpty()) {
            return new Result<>(false, 0);
          }
          long number = Drafts.next(connection);
          Query.update(connection, INSERT_CHANGE, number, changed.get(), nowMs);
          return new Result<>(true, number);
        });
  }

  @Override
  public long last() {
    long last =
        database.read(
            connection ->
                Query.first(connection, row -> row.getLong(1), "SELECT broadcasts FROM log")
                    .orElse(0L));
    saw(last);
    return last;
  }

  @Override
  public long lastSeen() {
    return lastSeen.get();
  }

  @Override
  public List<Entry> after(long after, int limit) {
    List<Entry> found =
        database.read(
            connection -> Query.list(connection, JdbcBroadcastStore::entry, AFTER, after, limit));
    // Whoever acts on them must find them known.
    if (!found.isEmpty()) {
      saw(found.getLast().number());
    }
    return found;
  }

  @Override
  public Set<UserId> concerned(Entry entry, Collection<UserId> users) {
    Broadcast broadcast = entry.broadcast();
    String listed = Query.array(users, UserId::value);
    if (entry.isChange()) {
      return users(sql.holders(), listed, broadcast.number());
    }
    Set<UserId> found =
        broadcast.audience().topic().isPresent()
            ? users(sql.subscribed(), listed, broadcast.audience().topic().get().name())
            : Set.copyOf(users);
    return broadcast.audience().hasFilter() ? matching(broadcast, found) : found;
  }

  private Set<UserId> matching(Broadcast broadcast, Set<UserId> users) {
    Set<UserId> matching = new HashSet<>();
    database.read(
        connection ->
            Query.list(
                connection,
                row -> {
                  UserId user = new UserId(row.getString(1));
                  Attributes attributes = Attributes.parse(row.getString(2));
                  return broadcast.audience().includes(user, attributes) && matching.add(user);
                },
                sql.attributes(),
                Query.array(users, UserId::value)));
    return matching;
  }

  @Override
  public Optional<Set<UserId>> subscribers(Broadcast broadcast, int limit) {
    return broadcast
        .audience()
        .topic()
        .map(
            topic ->
                users(
                    "SELECT user_id FROM subscription WHERE topic = ? LIMIT ?",
                    topic.name(),
                    limit + 1))
        .filter(found -> found.size() <= limit);
  }

  @Override
  public List<UserId> holdersOfRecalled(int limit) {
    return database.read(
        connection ->
            Query.list(
                connection, row -> new UserId(row.getString(1)), sql.holdersOfRecalled(), limit));
  }

  @Override
  public Tally tally(Broadcast broadcast) {
    return database.read(
        connection ->
            Query.first(
                    connection,
                    row -> new Tally(row.getLong(1), row.getLong(2)),
                    "SELECT count(*), coalesce(sum(CASE read_at WHEN 0 THEN 0 ELSE 1 END), 0)"
                        + " FROM notification WHERE broadcast = ? AND broadcast <> 0"
                        + " AND deleted_at = 0",
                    broadcast.number())
                .orElseThrow());
  }

  @Override
  public List<NotificationId> expired(long nowMs, int limit) {
    return database.read(
        connection ->
            Query.list(
                connection,
                row -> new NotificationId(row.getLong(1), row.getLong(2)),
                "SELECT n, salt FROM broadcast WHERE expires_at <> 0 AND recalled_at = 0"
                    + " AND expires_at <= ? ORDER BY expires_at LIMIT ?",
                nowMs,
                limit));
  }

  @Override
  public int forget(long beforeMs, int limit) {
    return database.write(
        connection ->
            Query.update(
                connection,
                "DELETE FROM broadcast WHERE number IN (SELECT number FROM broadcast"
                    + " WHERE created_at < ? ORDER BY created_at LIMIT ?)",
                beforeMs,
                limit));
  }

  private Set<UserId> users(String query, Object... values) {
    return database.read(
        connection ->
            Set.copyOf(Query.list(connection, row -> new UserId(row.getString(1)), query, values)));
  }

  /// Does `work`, and tells what it appended once that is committed.
  private <R> R append(SideWork.Work<Result<R>> work) {
    Result<R> result = database.write(work);
    if (result.number > 0) {
      saw(result.number);
    }
    return result.value;
  }

  private void saw(long number) {
    lastSeen.accumulateAndGet(number, Math::max);
    added.accept(number);
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(row.getLong(1), row.getLong(2) != 0, BroadcastRows.broadcast(row, 2));
  }

  /// @param number of what was appended, 0 for nothing
  private record Result<R>(R value, long number) {}
}
