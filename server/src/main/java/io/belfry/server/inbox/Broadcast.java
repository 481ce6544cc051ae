package io.belfry.server.inbox;

import io.belfry.server.notification.Content;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.Attributes;
import io.belfry.server.user.Audience;
import io.belfry.server.user.UserId;
import java.util.Optional;

/// What was sent to many at once, as it stands. Each of them gets a copy of it, at the latest when
/// somebody looks into their inbox.
///
/// @param number in the order in which broadcasts became durable
/// @param id its name, and when it was sent
/// @param content what the sender wrote; nothing once it was recalled
/// @param expiresMs from when on nobody has it any more, epoch milliseconds; 0 for never
/// @param changedMs when it was last edited, epoch milliseconds; 0 for never
/// @param recalledMs when it was recalled or expired, epoch milliseconds; 0 for never
public record Broadcast(
    long number,
    NotificationId id,
    Audience audience,
    Optional<Content> content,
    long expiresMs,
    long changedMs,
    long recalledMs) {

  /// `content` with what its copies say of the broadcast `id`.
  public static Content named(Content content, NotificationId id, Audience audience) {
    String topic = audience.topic().map(named -> ",\"topic\":\"" + named.name() + "\"").orElse("");
    return content.with("\"broadcast\":\"" + id + "\"" + topic);
  }

  /// Whether `user`, one of those who hear of its topic, gets a copy at `nowMs` (epoch
  /// milliseconds).
  public boolean isFor(UserId user, Attributes attributes, long nowMs) {
    return content.isPresent() && !isExpired(nowMs) && audience.includes(user, attributes);
  }

  /// Whether it was recalled because it had expired.
  public boolean hasExpired() {
    return isExpired(recalledMs);
  }

  private boolean isExpired(long nowMs) {
    return expiresMs != 0 && expiresMs <= nowMs;
  }
}
