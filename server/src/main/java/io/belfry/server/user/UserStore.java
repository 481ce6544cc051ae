package io.belfry.server.user;

import java.util.Optional;

/// Remembers what applications say of users. Safe for several threads; every method may block.
public interface UserStore {
  /// Remembers `user` in place of what was said of them before; true when they were not known.
  ///
  /// A user is known once something was said of them, they subscribed to something, were sent
  /// something, or connected.
  boolean put(User user);

  /// Forgets what was said of the user of that id, what they subscribed to, when they were seen and
  /// what was scheduled for them; false when there was nothing of it.
  boolean forget(UserId id);

  /// What was said of the user of that id, or nothing when they are not known.
  Optional<User> find(UserId id);
}
