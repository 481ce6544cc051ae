package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.Scheduled;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.UserId;
import java.sql.SQLException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// What is to be sent to users later, as a transaction changes it.
public interface ScheduledTable {
  /// Where the days of `user` begin and end; UTC where nobody has said it.
  ZoneId zone(UserId user) throws SQLException;

  /// How much waits for `user`.
  int waiting(UserId user) throws SQLException;

  /// Adds something that waits for a user.
  void insert(Scheduled scheduled) throws SQLException;

  /// What is to be sent to `user` under that id, or null when it does not wait any more or is not
  /// due. Nobody else can end it before this transaction does.
  @Nullable Content due(UserId user, NotificationId id) throws SQLException;

  /// Notes that `id` does not wait any more.
  ///
  /// @param became what it was sent as, or null
  void end(NotificationId id, Scheduled.State state, @Nullable NotificationId became)
      throws SQLException;

  /// Forgets at most `limit` that ended before `beforeMs`, and says how many.
  int forget(long beforeMs, int limit) throws SQLException;
}
