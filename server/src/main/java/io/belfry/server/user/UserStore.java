package io.belfry.server.user;

import java.util.Optional;

/// Remembers what applications say of users. Safe for several threads; every method may block.
public interface UserStore {
  /// Says `attributes` of `user` in place of what was said before; true when the user was not
  /// known.
  ///
  /// A user is known once something was said of them, they subscribed to something, were sent
  /// something, or connected.
  boolean put(UserId user, Attributes attributes);

  /// What was said of `user`, or nothing when they are not known.
  Optional<Attributes> find(UserId user);
}
