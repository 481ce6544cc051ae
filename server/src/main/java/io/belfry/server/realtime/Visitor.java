package io.belfry.server.realtime;

import io.belfry.socketio.Handshake;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What a socket came with.
///
/// @param device what its client calls its device (`auth.device`), or else its `User-Agent`
/// @param sinceMs when it connected, epoch milliseconds
record Visitor(String device, long sinceMs) {
  private static final int MAX_DEVICE = 256;

  /// Names that many sockets share are kept once, up to so many of them.
  private static final int MAX_NAMES = 10_000;

  private static final Map<String, String> NAMES = new ConcurrentHashMap<>();

  static Visitor of(Handshake handshake, long nowMs) {
    String named = handshake.auth().path("device").asText("").strip();
    String device = named.isEmpty() ? handshake.header("user-agent").orElse("") : named;
    return new Visitor(shared(device.substring(0, Math.min(device.length(), MAX_DEVICE))), nowMs);
  }

  private static String shared(String name) {
    return NAMES.size() < MAX_NAMES
        ? NAMES.computeIfAbsent(name, first -> first)
        : NAMES.getOrDefault(name, name);
  }
}
