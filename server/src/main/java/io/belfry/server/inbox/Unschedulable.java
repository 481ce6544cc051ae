package io.belfry.server.inbox;

/// Why something cannot be scheduled.
public enum Unschedulable {
  /// Its time is past, or too far ahead; see [Ahead].
  NOT_AHEAD,

  /// It would expire before it is sent, or too late.
  EXPIRES_BEFORE,

  /// As much waits already as may.
  TOO_MANY
}
