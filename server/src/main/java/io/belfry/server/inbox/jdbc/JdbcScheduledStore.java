package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.Scheduled;
import io.belfry.server.inbox.ScheduledStore;
import io.belfry.server.jdbc.Query;
import io.belfry.server.jdbc.SideWork;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was scheduled, in the database of the log, beside it, with SQL that SQLite and PostgreSQL
/// both take.
public final class JdbcScheduledStore implements ScheduledStore {
  private static final int AT_ONCE = 1_000;
  private static final String WAITING = ScheduledRows.SELECT + " WHERE s.state = 0";
  private static final String OF_KEY =
      "SELECT s.n, s.salt FROM scheduled s WHERE s.cancel_key = ? AND s.cancel_key <> ''"
          + " AND s.state = 0 ORDER BY s.n, s.salt LIMIT ?";

  private final SideWork database;

  public JdbcScheduledStore(SideWork database) {
    this.database = database;
  }

  @Override
  public Optional<Scheduled> find(NotificationId id) {
    return database.read(connection -> find(connection, id));
  }

  @Override
  public Optional<Scheduled> cancel(NotificationId id, long nowMs) {
    return database.write(
        connection -> {
          cancel(connection, id, nowMs);
          return find(connection, id);
        });
  }

  @Override
  public int cancel(String cancelKey, long nowMs) {
    int all = 0;
    int some;
    do {
      some =
          database.write(
              connection -> {
                List<NotificationId> ids =
                    Query.list(
                        connection,
                        row -> new NotificationId(row.getLong(1), row.getLong(2)),
                        OF_KEY + database.dialect().lock(),
                        cancelKey,
                        AT_ONCE);
                for (NotificationId id : ids) {
                  cancel(connection, id, nowMs);
                }
                return ids.size();
              });
      all += some;
    } while (some > 0);
    return all;
  }

  @Override
  public List<Scheduled> waiting(
      Optional<UserId> user, Optional<String> cancelKey, Optional<Place> after, int limit) {
    var sql = new StringBuilder(WAITING);
    List<Object> values = new ArrayList<>();
    user.ifPresent(
        id -> {
          sql.append(" AND s.user_id = ?");
          values.add(id.value());
        });
    cancelKey.ifPresent(
        key -> {
          sql.append(" AND s.cancel_key = ? AND s.cancel_key <> ''");
          values.add(key);
        });
    after.ifPresent(
        place -> {
          sql.append(" AND (s.send_at, s.n, s.salt) > (?, ?, ?)");
          values.add(place.sendAtMs());
          values.add(place.id().order());
          values.add(place.id().salt());
        });
    values.add(limit);
    String ordered = sql.append(" ORDER BY s.send_at, s.n, s.salt LIMIT ?").toString();
    return database.read(
        connection -> Query.list(connection, ScheduledRows::scheduled, ordered, values.toArray()));
  }

  private static Optional<Scheduled> find(Connection connection, NotificationId id)
      throws SQLException {
    return Query.first(
        connection, ScheduledRows::scheduled, ScheduledRows.FIND, id.order(), id.salt());
  }

  private static void cancel(Connection connection, NotificationId id, long nowMs)
      throws SQLException {
    Query.update(
        connection,
        ScheduledRows.END,
        Scheduled.State.CANCELLED.code(),
        nowMs,
        0L,
        0L,
        id.order(),
        id.salt());
  }
}
