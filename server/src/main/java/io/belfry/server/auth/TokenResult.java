package io.belfry.server.auth;

import io.belfry.server.problem.Problem;
import io.belfry.server.user.UserId;

/// What a user token turned out to be.
public sealed interface TokenResult {
  /// It is good, and of `user`; `expiresMs` is from when it is refused, epoch milliseconds
  /// ([#NEVER] where it does not say).
  record Accepted(UserId user, long expiresMs) implements TokenResult {
    /// A token without an end, or no token at all.
    public static final long NEVER = Long.MAX_VALUE;
  }

  /// It is not good; `problem` is what its bearer is told.
  record Refused(Problem problem) implements TokenResult {}
}
