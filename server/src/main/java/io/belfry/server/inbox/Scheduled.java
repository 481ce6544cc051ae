package io.belfry.server.inbox;

import io.belfry.server.notification.Content;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.Audience;
import io.belfry.server.user.UserId;
import java.util.Optional;

/// Something that was scheduled, and what became of it.
///
/// @param id its name for as long as it is known
/// @param user whom it is for; nothing for an audience
/// @param audience whom it is broadcast to; nothing for a user
/// @param sendAtMs when it is due, epoch milliseconds
/// @param cancelKey under which it can be cancelled with others; empty for none
/// @param content what is sent, while it waits
/// @param endedMs when it was sent, cancelled or expired, epoch milliseconds; 0 while it waits
/// @param became the notification or the broadcast that it was sent as
public record Scheduled(
    NotificationId id,
    Optional<UserId> user,
    Optional<Audience> audience,
    long sendAtMs,
    String cancelKey,
    Optional<Content> content,
    State state,
    long endedMs,
    Optional<NotificationId> became) {

  /// Something for `user` that waits.
  public static Scheduled waiting(
      NotificationId id, UserId user, long sendAtMs, String cancelKey, Content content) {
    return waiting(id, Optional.of(user), Optional.empty(), sendAtMs, cancelKey, content);
  }

  /// Something for `audience` that waits.
  public static Scheduled waiting(
      NotificationId id, Audience audience, long sendAtMs, String cancelKey, Content content) {
    return waiting(id, Optional.empty(), Optional.of(audience), sendAtMs, cancelKey, content);
  }

  private static Scheduled waiting(
      NotificationId id,
      Optional<UserId> user,
      Optional<Audience> audience,
      long sendAtMs,
      String cancelKey,
      Content content) {
    return new Scheduled(
        id,
        user,
        audience,
        sendAtMs,
        cancelKey,
        Optional.of(content),
        State.WAITING,
        0,
        Optional.empty());
  }

  /// What became of it.
  public enum State {
    WAITING(0),
    SENT(1),
    CANCELLED(2),

    /// It had expired when it could be sent.
    EXPIRED(3),

    /// It is not to be shown in the app, see [Outcome.Suppressed].
    SUPPRESSED(4);

    private final int code;

    State(int code) {
      this.code = code;
    }

    /// The one whose [#code] that is.
    public static State ofCode(int code) {
      for (State state : values()) {
        if (state.code == code) {
          return state;
        }
      }
      throw new IllegalArgumentException("no state has the code " + code);
    }

    /// What stores know it by.
    public int code() {
      return code;
    }
  }
}
