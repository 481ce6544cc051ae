package io.belfry.socketio.engine;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.Set;

/// The settings of an [EngineServer].
///
/// @param path the path that requests begin with, with a slash at both ends
/// @param pingInterval how long after one pong the next ping goes out
/// @param pingTimeout how long a client may take to answer a ping
/// @param upgradeTimeout how long an upgrade to WebSocket may take
/// @param maxPayload the most bytes that a client may send at once: one WebSocket message, or the
///   body of one POST
/// @param maxBufferedBytes the most bytes that may wait for a client at the beginning of a turn of
///   the event loop; what one turn adds may bring them to 16 times as much
/// @param maxSessions the most sessions that may be open at once; more are refused with HTTP 503
/// @param allowedOrigins the origins whose pages may speak to this server, besides its own; `*` is
///   all of them. A page is of the server's own origin when its `Origin`, without the scheme, is
///   the request's `Host`
/// @param transports the transports that are offered
@RecordBuilder
public record EngineOptions(
    String path,
    Duration pingInterval,
    Duration pingTimeout,
    Duration upgradeTimeout,
    int maxPayload,
    int maxBufferedBytes,
    int maxSessions,
    Set<String> allowedOrigins,
    Set<TransportKind> transports)
    implements EngineOptionsBuilder.With {
  private static final int TURN_FACTOR = 16;

  /// Checks each setting, and that they fit each other.
  public EngineOptions {
    if (!path.startsWith("/") || !path.endsWith("/")) {
      throw new IllegalArgumentException("path must begin and end with a slash: " + path);
    }
    requirePositive("pingInterval", pingInterval);
    requirePositive("pingTimeout", pingTimeout);
    requirePositive("upgradeTimeout", upgradeTimeout);
    requirePositive("maxPayload", maxPayload);
    requirePositive("maxBufferedBytes", maxBufferedBytes);
    requirePositive("maxSessions", maxSessions);
    allowedOrigins = Set.copyOf(allowedOrigins);
    transports = Set.copyOf(transports);
    if (transports.isEmpty()) {
      throw new IllegalArgumentException("transports must name at least one");
    }
  }

  /// The most bytes that may wait for a client when a message is added. The client is judged at the
  /// beginning of a turn of the loop: it had no time yet to read what the turn itself has added.
  long bufferLimit(boolean turnBegun) {
    return turnBegun ? (long) TURN_FACTOR * maxBufferedBytes : maxBufferedBytes;
  }

  /// The settings that need no thought.
  public static EngineOptions defaults() {
    return new EngineOptions(
        "/engine.io/",
        Duration.ofSeconds(25),
        Duration.ofSeconds(20),
        Duration.ofSeconds(10),
        1_000_000,
        1 << 20,
        100_000,
        Set.of("*"),
        Set.of(TransportKind.values()));
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
  }

  private static void requirePositive(String name, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
  }
}
