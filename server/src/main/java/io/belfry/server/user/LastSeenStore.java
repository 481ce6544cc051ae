package io.belfry.server.user;

import java.util.Map;
import java.util.OptionalLong;

/// Remembers when users were last connected. Safe for several threads; every method may block.
public interface LastSeenStore {
  /// Notes when users were seen, epoch milliseconds; what is known to be later stays.
  void note(Map<UserId, Long> seen);

  /// When `user` was last seen, epoch milliseconds; nothing when they never were.
  OptionalLong find(UserId user);
}
