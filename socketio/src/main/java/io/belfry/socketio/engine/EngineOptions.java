package io.belfry.socketio.engine;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/// The settings of an [EngineServer]. Those whose names begin with `max` are limits: a client that
/// runs into one is refused or closed, and counted ([EngineMetrics#limitExceeded]).
///
/// @param path the path that requests begin with, with a slash at both ends
/// @param protocols the versions of the protocol that are spoken
/// @param transports the transports that are offered
/// @param allowedOrigins the origins whose pages may speak to this server, besides its own; `*` is
///   all of them. A page is of the server's own origin when its `Origin`, without the scheme, is
///   the request's `Host`
/// @param trustedProxies the networks (`10.0.0.0/8`) of proxies whose `X-Forwarded-For` is believed
/// @param gate the application's say on who may open a session
/// @param cookie the cookie with the session's id, for load balancers
/// @param deflate the compression of WebSocket messages
/// @param compressPollsFrom the least size in bytes of the answer to a poll that is compressed, for
///   clients that accept gzip; 0 for never
/// @param pingInterval how long after one pong the next ping goes out; clients of version 3 ping by
///   themselves, once in this time
/// @param pingTimeout how long an answer to a ping may take
/// @param upgradeTimeout how long an upgrade to WebSocket may take
/// @param gateTimeout how long the gate may take to answer
/// @param postTimeout how long the body of a POST may take to arrive
/// @param maxPayload the most bytes that a client may send at once: one WebSocket message, after it
///   was expanded, or the body of one POST
/// @param maxFragments the most frames of one WebSocket message
/// @param maxControlFrames the most WebSocket pings and pongs within one `pingInterval`
/// @param maxPacketsPerPost the most packets in the body of one POST
/// @param maxBufferedBytes the most bytes that may wait for a client at the beginning of a turn of
///   the event loop; what one turn adds may bring them to 16 times as much
/// @param maxSessions the most sessions that may be open at once; more are refused with HTTP 503
/// @param maxSessionsPerAddress the most of them from one IPv4 address or IPv6 network (/64). The
///   clients behind a proxy that is not among `trustedProxies` all have the proxy's address
/// @param maxHandshakesPerSecond the most sessions that may be opened in a second
/// @param maxHandshakesPerSecondPerAddress the most of them from one address
@RecordBuilder
public record EngineOptions(
    String path,
    Set<EngineProtocol> protocols,
    Set<TransportKind> transports,
    Set<String> allowedOrigins,
    Set<String> trustedProxies,
    RequestGate gate,
    StickyCookie cookie,
    Deflate deflate,
    int compressPollsFrom,
    Duration pingInterval,
    Duration pingTimeout,
    Duration upgradeTimeout,
    Duration gateTimeout,
    Duration postTimeout,
    int maxPayload,
    int maxFragments,
    int maxControlFrames,
    int maxPacketsPerPost,
    int maxBufferedBytes,
    int maxSessions,
    int maxSessionsPerAddress,
    int maxHandshakesPerSecond,
    int maxHandshakesPerSecondPerAddress)
    implements EngineOptionsBuilder.With {
  private static final int TURN_FACTOR = 16;

  /// RFC 6454, section 6.2: no path, and be it a slash; any scheme, for the sake of apps.
  private static final Pattern ORIGIN = Pattern.compile("\\*|null|[a-z][a-z0-9+.-]*://[^/*]+");

  /// Checks each setting, and that they fit each other.
  public EngineOptions {
    if (!path.startsWith("/") || !path.endsWith("/")) {
      throw new IllegalArgumentException("path must begin and end with a slash: " + path);
    }
    protocols = Set.copyOf(protocols);
    transports = Set.copyOf(transports);
    allowedOrigins = Set.copyOf(allowedOrigins);
    trustedProxies = Set.copyOf(trustedProxies);
    requireOrigins(allowedOrigins);
    requireSome("protocols", protocols);
    requireSome("transports", transports);
    new TrustedProxies(trustedProxies);
    if (compressPollsFrom < 0) {
      throw new IllegalArgumentException("compressPollsFrom is negative: " + compressPollsFrom);
    }
    requirePositive("pingInterval", pingInterval);
    requirePositive("pingTimeout", pingTimeout);
    requirePositive("upgradeTimeout", upgradeTimeout);
    requirePositive("gateTimeout", gateTimeout);
    requirePositive("postTimeout", postTimeout);
    requirePositive("maxPayload", maxPayload);
    requirePositive("maxFragments", maxFragments);
    requirePositive("maxControlFrames", maxControlFrames);
    requirePositive("maxPacketsPerPost", maxPacketsPerPost);
    requirePositive("maxBufferedBytes", maxBufferedBytes);
    requirePositive("maxSessions", maxSessions);
    requirePositive("maxSessionsPerAddress", maxSessionsPerAddress);
    requirePositive("maxHandshakesPerSecond", maxHandshakesPerSecond);
    requirePositive("maxHandshakesPerSecondPerAddress", maxHandshakesPerSecondPerAddress);
  }

  private static void requireOrigins(Set<String> origins) {
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "allowedOrigins takes * or origins such as https://app.example.org, not " + origin);
      }
    }
  }

  /// The most bytes that may wait for a client when a message is added. The client is judged at the
  /// beginning of a turn of the loop: it had no time yet to read what the turn itself has added.
  long bufferLimit(boolean turnBegun) {
    return turnBegun ? (long) TURN_FACTOR * maxBufferedBytes : maxBufferedBytes;
  }

  /// The settings that need no thought. Their limits for an address are so wide that whoever is
  /// behind one proxy or network is not locked out; they still leave room for others.
  public static EngineOptions defaults() {
    return EngineOptionsBuilder.builder()
        .path("/engine.io/")
        .protocols(EnumSet.allOf(EngineProtocol.class))
        .transports(EnumSet.allOf(TransportKind.class))
        .allowedOrigins(Set.of("*"))
        .trustedProxies(Set.of())
        .gate(RequestGate.OPEN)
        .cookie(StickyCookie.NONE)
        .deflate(Deflate.OFF)
        .compressPollsFrom(1024)
        .pingInterval(Duration.ofSeconds(25))
        .pingTimeout(Duration.ofSeconds(20))
        .upgradeTimeout(Duration.ofSeconds(10))
        .gateTimeout(Duration.ofSeconds(10))
        .postTimeout(Duration.ofSeconds(20))
        .maxPayload(1_000_000)
        .maxFragments(1_000)
        .maxControlFrames(100)
        .maxPacketsPerPost(10_000)
        .maxBufferedBytes(1 << 20)
        .maxSessions(100_000)
        .maxSessionsPerAddress(50_000)
        .maxHandshakesPerSecond(20_000)
        .maxHandshakesPerSecondPerAddress(10_000)
        .build();
  }

  private static void requireSome(String name, Set<?> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(name + " must name at least one");
    }
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
