package io.belfry.server.user;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Remembers who subscribed to what. Safe for several threads; every method may block.
///
/// A subscription is for what is broadcast after it. Who subscribes is known from then on.
public interface TopicStore {
  /// Subscribes `users`, and says how many were not before.
  int subscribe(Topic topic, Collection<UserId> users);

  /// Ends the subscriptions of `users`, and says how many there were.
  int unsubscribe(Topic topic, Collection<UserId> users);

  /// How many subscribe.
  long count(Topic topic);

  /// At most `limit` subscribers, in the order of their ids' bytes in UTF-8, behind `after`.
  List<UserId> subscribers(Topic topic, Optional<UserId> after, int limit);

  /// At most `limit` topics that `user` subscribes to, in alphabetical order, behind `after`.
  List<Topic> topics(UserId user, Optional<Topic> after, int limit);
}
