package io.belfry.server.inbox;

import io.belfry.server.notification.NotificationId;
import io.belfry.server.policy.Recipient;
import io.belfry.server.user.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads inboxes. Each answer is one consistent state, no older than what was durable when the call
/// began.
///
/// Not safe for several threads. Every method may block, and throws [StoreException].
public interface InboxReader extends AutoCloseable {
  /// What a replica at `since` (none yet: null) needs: a delta of at most `window` notifications,
  /// or else a snapshot of the newest `window`.
  CatchUp catchUp(UserId user, @Nullable Position since, int window);

  /// What the inbox of `user` has heard of what was broadcast.
  Hearing hearing(UserId user);

  /// Whether it has to look at something first.
  default boolean isBehind(UserId user) {
    return hearing(user) == Hearing.BEHIND;
  }

  /// Part of an inbox; that of an unknown user is empty.
  Page page(UserId user, PageQuery query);

  /// What is known of `user` that decides how they are spoken to.
  Recipient recipient(UserId user);

  /// Where the inboxes of `users` stand; those of users who have none are left out.
  Map<UserId, Position> positions(Collection<UserId> users);

  /// The notification of that id, if it is in some inbox.
  Optional<StoredNotification> find(NotificationId id);

  @Override
  void close();

  /// What an inbox has heard of what was broadcast.
  enum Hearing {
    /// All of it, or nothing came since that is for its user.
    CURRENT,

    /// Something was broadcast that it has to look at first.
    BEHIND,

    /// Its user is not known: they have no inbox, and were never named.
    UNKNOWN
  }
}
