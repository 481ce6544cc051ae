package io.belfry.server.broadcast.jdbc;

import io.belfry.server.broadcast.BroadcastStore.Added;
import io.belfry.server.broadcast.BroadcastStore.Draft;
import io.belfry.server.broadcast.BroadcastStore.Due;
import io.belfry.server.inbox.Broadcast;
import io.belfry.server.inbox.Later;
import io.belfry.server.inbox.Scheduled;
import io.belfry.server.inbox.Unschedulable;
import io.belfry.server.inbox.jdbc.ScheduledRows;
import io.belfry.server.jdbc.Query;
import io.belfry.server.jdbc.SqlDialect;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.Audience;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Broadcasts that wait for their time: rows of what was scheduled, without a user.
final class ScheduledBroadcasts {
  /// Nobody waits for one.
  private static final JsonBytes NO_ANSWER = JsonBytes.of("{}");

  private static final String WAITING = " WHERE s.user_id = '' AND s.state = 0";

  private ScheduledBroadcasts() {}

  /// Has `draft` wait, unless there is one under the same key.
  static Added schedule(Connection connection, Draft draft, Later later, long nowMs)
      throws SQLException {
    Optional<Added> before = Drafts.before(connection, draft.key());
    if (before.isPresent()) {
      return before.get();
    }
    long atMs = later.at().epochMs(ZoneOffset.UTC, nowMs);
    Optional<Unschedulable> refusal = later.refusal(atMs, nowMs, count(connection));
    if (refusal.isPresent()) {
      return new Added.NotScheduled(refusal.get());
    }
    Drafts.remember(connection, draft, nowMs);
    insert(connection, draft, later, atMs);
    return new Added.New();
  }

  /// Appends what waits under that id as the broadcast `as`; returns its number, or 0 where it does
  /// not wait any more, or has expired.
  static long release(
      Connection connection, SqlDialect dialect, NotificationId id, NotificationId as, long nowMs)
      throws SQLException {
    Optional<Scheduled> waiting = lock(connection, dialect, id, nowMs);
    if (waiting.isEmpty()) {
      return 0;
    }
    Content content = waiting.get().content().orElseThrow();
    if (!content.canBeSent(nowMs)) {
      end(connection, id, Scheduled.State.EXPIRED, Optional.empty(), nowMs);
      return 0;
    }
    end(connection, id, Scheduled.State.SENT, Optional.of(as), nowMs);
    Audience audience = waiting.get().audience().orElseThrow();
    var draft =
        new Draft(
            as,
            audience,
            Broadcast.named(content, as, audience),
            content.expiresMs(),
            Optional.empty(),
            NO_ANSWER);
    return Drafts.insert(connection, draft, nowMs);
  }

  /// How many wait.
  private static int count(Connection connection) throws SQLException {
    return Query.first(
            connection, row -> row.getInt(1), "SELECT count(*) FROM scheduled s" + WAITING)
        .orElseThrow();
  }

  private static void insert(Connection connection, Draft draft, Later later, long atMs)
      throws SQLException {
    Scheduled waiting =
        Scheduled.waiting(
            draft.id(),
            draft.audience(),
            atMs,
            later.cancelKey(),
            draft.content().expiring(later.expiresMs(atMs)));
    Query.update(connection, ScheduledRows.INSERT, ScheduledRows.values(waiting));
  }

  static List<Due> due(Connection connection, Optional<Due> after, long nowMs, int limit)
      throws SQLException {
    return Query.list(
        connection,
        row -> new Due(new NotificationId(row.getLong(1), row.getLong(2)), row.getLong(3)),
        "SELECT s.n, s.salt, s.send_at FROM scheduled s"
            + WAITING
            + " AND (s.send_at, s.n, s.salt) > (?, ?, ?) AND s.send_at <= ?"
            + " ORDER BY s.send_at, s.n, s.salt LIMIT ?",
        after.map(Due::atMs).orElse(0L),
        after.map(each -> each.id().order()).orElse(0L),
        after.map(each -> each.id().salt()).orElse(0L),
        nowMs,
        limit);
  }

  /// What waits under that id and is due at `nowMs`; nobody else ends it before this transaction.
  private static Optional<Scheduled> lock(
      Connection connection, SqlDialect dialect, NotificationId id, long nowMs)
      throws SQLException {
    return Query.first(
            connection,
            ScheduledRows::scheduled,
            ScheduledRows.FIND + dialect.lock(),
            id.order(),
            id.salt())
        .filter(found -> found.state() == Scheduled.State.WAITING && found.sendAtMs() <= nowMs);
  }

  private static void end(
      Connection connection,
      NotificationId id,
      Scheduled.State state,
      Optional<NotificationId> became,
      long nowMs)
      throws SQLException {
    Query.update(
        connection,
        ScheduledRows.END,
        state.code(),
        nowMs,
        became.map(NotificationId::order).orElse(0L),
        became.map(NotificationId::salt).orElse(0L),
        id.order(),
        id.salt());
  }
}
