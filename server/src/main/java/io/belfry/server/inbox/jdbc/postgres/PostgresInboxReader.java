package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.CatchUp;
import io.belfry.server.inbox.InboxChange;
import io.belfry.server.inbox.InboxReader;
import io.belfry.server.inbox.Page;
import io.belfry.server.inbox.PageQuery;
import io.belfry.server.inbox.Position;
import io.belfry.server.inbox.StoreException;
import io.belfry.server.inbox.StoredNotification;
import io.belfry.server.inbox.jdbc.HeadState;
import io.belfry.server.inbox.jdbc.Recipients;
import io.belfry.server.inbox.jdbc.Standing;
import io.belfry.server.jdbc.PostgresDatabase;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.policy.Recipient;
import io.belfry.server.user.UserId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads the inbox log in PostgreSQL: each call is one round trip and one snapshot of the database;
/// a replica that needs the inbox anew takes two, and a page for which contents are looked into
/// some more.
final class PostgresInboxReader implements InboxReader {
  private static final String ONE_SNAPSHOT =
      "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";
  private static final String HEAD =
      "SELECT "
          + Rows.HEAD
          + ", u.preferences, u.profile FROM inbox i LEFT JOIN users u USING (user_id)"
          + " WHERE i.user_id = ?";
  private static final String KEPT = "SELECT " + Rows.NOTIFICATION + Rows.OF_USER;
  private static final String CREATED =
      KEPT + " AND n.created_seq > ? AND n.deleted_at = 0" + Rows.NEWEST_FIRST;
  private static final String CHANGED =
      KEPT + " AND n.seq > n.created_seq AND n.seq > ? ORDER BY n.seq DESC LIMIT ?";
  private static final String EVICTED =
      "SELECT n.n, n.salt FROM inbox i JOIN notification n ON n.user_id = i.user_id"
          + " AND n.created_seq >= CASE WHEN ? >= i.mark_seq THEN i.mark_oldest ELSE 0 END"
          + " AND n.created_seq < i.oldest AND n.created_seq <= ?"
          + " WHERE i.user_id = ? AND i.seq <> ?";
  private static final String POSITIONS =
      "SELECT u.id, l.epoch, coalesce(i.seq, l.forgotten) FROM unnest(?) u (id)"
          + " LEFT JOIN inbox i ON i.user_id = u.id COLLATE \"C\" CROSS JOIN log l";
  private static final String FIND =
      "SELECT "
          + Rows.NOTIFICATION
          + " FROM inbox i JOIN notification n ON n.user_id = i.user_id"
          + " AND n.created_seq >= i.oldest WHERE n.n = ? AND n.salt = ? AND n.deleted_at = 0";

  private static final String SENT_SINCE =
      "SELECT 1 FROM k JOIN broadcast b ON b.number > k.heard"
          + " WHERE b.target = 0 AND b.topic = '' AND b.recalled_at = 0";
  private static final String SENT_TO_TOPICS_SINCE =
      "SELECT 1 FROM k JOIN subscription s ON s.user_id = ? JOIN broadcast b"
          + " ON b.topic = s.topic AND b.number > greatest(s.since, k.heard)"
          + " WHERE b.target = 0 AND b.recalled_at = 0";
  private static final String CHANGED_SINCE =
      "SELECT 1 FROM k CROSS JOIN LATERAL (SELECT DISTINCT target FROM broadcast"
          + " WHERE target <> 0 AND number > k.heard) c JOIN inbox i ON i.user_id = ?"
          + " JOIN notification n ON n.broadcast = c.target AND n.broadcast <> 0"
          + " AND n.user_id = i.user_id AND n.created_seq >= i.oldest AND n.deleted_at = 0";
  private static final String HEARING =
      "WITH k AS (SELECT coalesce((SELECT heard FROM inbox WHERE user_id = ?),"
          + " (SELECT heard FROM users WHERE user_id = ?)) heard)"
          + " SELECT CASE WHEN k.heard IS NULL THEN 'UNKNOWN'"
          + " WHEN k.heard < l.broadcasts AND (EXISTS ("
          + SENT_SINCE
          + ") OR EXISTS ("
          + SENT_TO_TOPICS_SINCE
          + ") OR EXISTS ("
          + CHANGED_SINCE
          + ")) THEN 'BEHIND' ELSE 'CURRENT' END FROM k CROSS JOIN log l";

  private final PostgresDatabase database;

  PostgresInboxReader(PostgresDatabase database) {
    this.database = database;
  }

  @Override
  public Hearing hearing(UserId user) {
    return read(
        trip -> {
          List<Hearing> found = new ArrayList<>(1);
          String id = user.value();
          trip.query(HEARING, row -> found.add(Hearing.valueOf(row.getString(1))), id, id, id, id);
          return found::getFirst;
        });
  }

  @Override
  public CatchUp catchUp(UserId user, @Nullable Position since, int window) {
    if (since != null) {
      Optional<InboxChange> delta = delta(user, since, window);
      if (delta.isPresent()) {
        return new CatchUp.Delta(delta.get());
      }
    }
    return read(
        trip -> {
          var standing = new Asked(trip, user);
          List<Notification> newest = list(trip, CREATED, user.value(), -1L, window + 1);
          return () -> standing.found().snapshot(newest, window, since, standing.preferences());
        });
  }

  private Optional<InboxChange> delta(UserId user, Position since, int window) {
    return read(
        trip -> {
          long seq = since.seq();
          var asked = new Asked(trip, user);
          List<Notification> changed = new ArrayList<>();
          List<NotificationId> removed = new ArrayList<>();
          List<NotificationId> evicted = new ArrayList<>();
          trip.query(
              CHANGED,
              row -> {
                if (Rows.isDeleted(row)) {
                  removed.add(Rows.id(row));
                } else {
                  changed.add(Rows.notification(row));
                }
              },
              user.value(),
              seq,
              window + 1);
          List<Notification> created = list(trip, CREATED, user.value(), seq, window + 1);
          trip.query(EVICTED, row -> evicted.add(Rows.id(row)), seq, seq, user.value(), seq);
          return () -> {
            Standing standing = asked.found();
            return standing.reaches(since)
                ? standing.delta(
                    user,
                    since,
                    window,
                    new Standing.Missed(changed, removed, created, evicted, asked.preferences()))
                : Optional.empty();
          };
        });
  }

  @Override
  public Page page(UserId user, PageQuery query) {
    try (Connection connection = database.connection()) {
      var trip = new RoundTrip(connection);
      trip.update(ONE_SNAPSHOT);
      return new PostgresPage(trip, user, query).read(new Asked(trip, user)::found);
    } catch (SQLException failure) {
      throw new StoreException(PostgresDatabase.code(failure), failure);
    }
  }

  @Override
  public Recipient recipient(UserId user) {
    return read(
        trip -> {
          var asked = new Asked(trip, user);
          return asked::recipient;
        });
  }

  @Override
  public Map<UserId, Position> positions(Collection<UserId> users) {
    return read(
        trip -> {
          Map<UserId, Position> positions = new HashMap<>();
          trip.query(
              POSITIONS,
              row ->
                  positions.put(
                      new UserId(row.getString(1)), new Position(row.getString(2), row.getLong(3))),
              (Object) Columns.users(List.copyOf(users)));
          return () -> positions;
        });
  }

  @Override
  public Optional<StoredNotification> find(NotificationId id) {
    return read(
        trip -> {
          List<StoredNotification> found = new ArrayList<>(1);
          trip.query(
              FIND,
              row -> found.add(new StoredNotification(Rows.user(row), Rows.notification(row))),
              id.order(),
              id.salt());
          return () -> found.stream().findFirst();
        });
  }

  /// Connections are the pool's.
  @Override
  public void close() {}

  private static List<Notification> list(RoundTrip trip, String sql, Object... values) {
    List<Notification> found = new ArrayList<>();
    trip.query(sql, row -> found.add(Rows.notification(row)), values);
    return found;
  }

  private <R> R read(Read<R> read) {
    try (Connection connection = database.connection()) {
      var trip = new RoundTrip(connection);
      trip.update(ONE_SNAPSHOT);
      Supplier<R> answer = read.plan(trip);
      trip.commit();
      trip.run();
      return answer.get();
    } catch (SQLException failure) {
      throw new StoreException(PostgresDatabase.code(failure), failure);
    }
  }

  @FunctionalInterface
  private interface Read<R> {
    /// Plans what is asked; the answer can be had after the round trip.
    Supplier<R> plan(RoundTrip trip);
  }

  /// Where an inbox stands, to be known after the round trip.
  private static final class Asked {
    private Standing withoutInbox = Standing.withoutInbox("", 0);
    private @Nullable HeadState head;
    private String preferences = "{}";
    private @Nullable String profile;

    Asked(RoundTrip trip, UserId user) {
      trip.query("SELECT epoch, forgotten FROM log", this::log);
      trip.query(HEAD, this::head, user.value());
    }

    Standing found() {
      return head == null ? withoutInbox : new Standing(withoutInbox.epoch(), head);
    }

    String preferences() {
      return preferences;
    }

    Recipient recipient() {
      return Recipients.of(preferences, profile, found().head().attention());
    }

    private void log(ResultSet row) throws SQLException {
      withoutInbox = Standing.withoutInbox(row.getString(1), row.getLong(2));
    }

    private void head(ResultSet row) throws SQLException {
      head = Rows.head(row);
      preferences = Objects.requireNonNullElse(row.getString(Rows.HEAD_COUNT + 1), preferences);
      profile = row.getString(Rows.HEAD_COUNT + 2);
    }
  }
}
