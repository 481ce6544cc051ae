package io.belfry.socketio;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;

/// The settings of connection state recovery: a client that comes back after a short interruption
/// gets its socket again, with the same id, rooms and attachment, and the events it missed.
///
/// Events that were emitted to a socket or to many are kept in one ring for each namespace, but
/// volatile ones and those to be acknowledged. A ring is bounded three times, and what it does not
/// hold any more cannot be recovered: such a client simply gets a fresh socket. Recovery belongs to
/// a node: on another one the client is new. What is recorded keeps its order, and so does what is
/// not; but an event that is to be acknowledged, or a volatile one, may overtake one before it or
/// be overtaken.
///
/// @param enabled whether it is on
/// @param maxDisconnection how long a client may stay away
/// @param maxEvents the most events that one namespace keeps
/// @param maxBytes the most bytes of events that one namespace keeps, roughly
/// @param maxAge how long an event is kept
/// @param maxDisconnected the most clients of one namespace whose return is waited for; beyond, the
///   one that went first is not recovered
/// @param skipMiddlewares whether recovered sockets pass no middleware; by default they do, so that
///   a user who was banned meanwhile stays out
@RecordBuilder
public record RecoveryOptions(
    boolean enabled,
    Duration maxDisconnection,
    int maxEvents,
    long maxBytes,
    Duration maxAge,
    int maxDisconnected,
    boolean skipMiddlewares)
    implements RecoveryOptionsBuilder.With {
  /// No recovery, at no cost.
  public static final RecoveryOptions OFF = on().withEnabled(false);

  /// Checks each setting.
  public RecoveryOptions {
    requirePositive("maxDisconnection", maxDisconnection);
    requirePositive("maxAge", maxAge);
    if (maxEvents < 1 || maxBytes < 1 || maxDisconnected < 1) {
      throw new IllegalArgumentException(
          "maxEvents, maxBytes and maxDisconnected must be at least 1");
    }
  }

  /// Recovery with the settings that need no thought.
  public static RecoveryOptions on() {
    Duration twoMinutes = Duration.ofMinutes(2);
    return new RecoveryOptions(true, twoMinutes, 10_000, 16 << 20, twoMinutes, 10_000, false);
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
  }
}
