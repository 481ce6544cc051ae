package io.belfry.server.broadcast;

import io.belfry.server.user.UserId;
import java.util.OptionalLong;
import java.util.Set;

/// Who is connected to this node. Safe for several threads.
public interface Connected {
  /// Their ids, as they come and go.
  Set<UserId> users();

  /// The number of the last broadcast when `user` connected; nothing when they have gone.
  OptionalLong since(UserId user);
}
