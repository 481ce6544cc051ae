package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.Broadcast;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Priority;
import io.belfry.server.user.Audience;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the rows of broadcasts read, in every database.
public final class BroadcastRows {
  /// The columns of a broadcast `b`, in the order that [#broadcast] expects.
  public static final String COLUMNS =
      "b.number, b.n, b.salt, b.topic, b.audience, b.priority, b.content, b.expires_at,"
          + " b.changed_at, b.recalled_at";

  private BroadcastRows() {}

  /// The broadcast of the current row.
  public static Broadcast broadcast(ResultSet row) throws SQLException {
    return broadcast(row, 0);
  }

  /// The broadcast of the current row, behind so many other columns.
  public static Broadcast broadcast(ResultSet row, int behind) throws SQLException {
    return broadcast(
        row, behind, Audiences.parse(row.getString(behind + 4), row.getString(behind + 5)));
  }

  /// The same, where many read the same ones.
  ///
  /// @param audiences of those that were read before
  public static Broadcast broadcast(ResultSet row, int behind, Audiences audiences)
      throws SQLException {
    return broadcast(
        row,
        behind,
        audiences.of(
            row.getLong(behind + 1), row.getString(behind + 4), row.getString(behind + 5)));
  }

  private static Broadcast broadcast(ResultSet row, int behind, Audience audience)
      throws SQLException {
    return new Broadcast(
        row.getLong(behind + 1),
        new NotificationId(row.getLong(behind + 2), row.getLong(behind + 3)),
        audience,
        content(row.getInt(behind + 6), row.getString(behind + 7)),
        row.getLong(behind + 8),
        row.getLong(behind + 9),
        row.getLong(behind + 10));
  }

  /// What columns `priority` and `content` say; nothing where the broadcast was recalled.
  public static Optional<Content> content(int priority, @Nullable String content) {
    return Optional.ofNullable(content)
        .map(json -> new Content(Priority.ofLevel(priority), JsonBytes.of(json)));
  }
}
