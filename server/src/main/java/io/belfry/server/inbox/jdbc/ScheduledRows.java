package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.Scheduled;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Priority;
import io.belfry.server.notification.Traits;
import io.belfry.server.user.Audience;
import io.belfry.server.user.Profile;
import io.belfry.server.user.Topic;
import io.belfry.server.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the rows of what was scheduled read and are written, in every database.
public final class ScheduledRows {
  private static final String WRITTEN =
      "n, salt, user_id, topic, audience, send_at, cancel_key, priority, content, expires_at, type,"
          + " group_key, action_group";

  /// The columns of a row `s`, in the order that [#scheduled] expects.
  static final String COLUMNS =
      "s." + WRITTEN.replace(", ", ", s.") + ", s.state, s.ended_at, s.became_n, s.became_salt";

  /// All rows `s`.
  public static final String SELECT = "SELECT " + COLUMNS + " FROM scheduled s";

  /// The row of an id; takes both parts of it.
  public static final String FIND = SELECT + " WHERE s.n = ? AND s.salt = ?";

  /// What is due for users, for [JdbcDueStore].
  public static final String DUE =
      "SELECT n.user_id, n.n, n.salt, n.send_at FROM scheduled n"
          + " WHERE n.state = 0 AND n.user_id <> ''"
          + JdbcDueStore.behind("n.send_at");

  /// Adds a row; takes [#values].
  public static final String INSERT =
      "INSERT INTO scheduled (" + WRITTEN + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  /// Ends what waits: takes a state, a time, both parts of the id of what it became, and of its
  /// own.
  public static final String END =
      "UPDATE scheduled SET state = ?, ended_at = ?, became_n = ?, became_salt = ?, content = NULL"
          + " WHERE n = ? AND salt = ? AND state = 0";

  private ScheduledRows() {}

  /// The values of a row, in the order of [#INSERT].
  public static Object[] values(Scheduled scheduled) {
    Content content = scheduled.content().orElseThrow();
    return new Object[] {
      scheduled.id().order(),
      scheduled.id().salt(),
      scheduled.user().map(UserId::value).orElse(""),
      scheduled.audience().flatMap(Audience::topic).map(Topic::name).orElse(""),
      scheduled.audience().map(Audience::rest).orElse(""),
      scheduled.sendAtMs(),
      scheduled.cancelKey(),
      content.priority().level(),
      content.json().toString(),
      content.expiresMs(),
      content.traits().type(),
      content.traits().group(),
      content.traits().actionGroup()
    };
  }

  /// What the current row says.
  public static Scheduled scheduled(ResultSet row) throws SQLException {
    String user = row.getString(3);
    String audience = row.getString(5);
    long became = row.getLong(16);
    return new Scheduled(
        new NotificationId(row.getLong(1), row.getLong(2)),
        user.isEmpty() ? Optional.empty() : Optional.of(new UserId(user)),
        audience.isEmpty()
            ? Optional.empty()
            : Optional.of(Audiences.parse(row.getString(4), audience)),
        row.getLong(6),
        row.getString(7),
        content(row),
        Scheduled.State.ofCode(row.getInt(14)),
        row.getLong(15),
        became == 0 ? Optional.empty() : Optional.of(new NotificationId(became, row.getLong(17))));
  }

  private static Optional<Content> content(ResultSet row) throws SQLException {
    String json = row.getString(9);
    return json == null
        ? Optional.empty()
        : Optional.of(
            new Content(
                Priority.ofLevel(row.getInt(8)),
                JsonBytes.of(json),
                row.getLong(10),
                new Traits(row.getString(11), row.getString(12), row.getString(13))));
  }

  /// The zone that `profile`, which may be unknown, names; UTC otherwise.
  public static ZoneId zone(@Nullable String profile) {
    return Optional.ofNullable(profile)
        .flatMap(said -> Profile.parse(said).timeZone())
        .filter(Profile::isTimeZone)
        .map(ZoneId::of)
        .orElse(ZoneOffset.UTC);
  }
}
