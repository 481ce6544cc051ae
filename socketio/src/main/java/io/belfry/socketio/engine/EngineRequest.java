package io.belfry.socketio.engine;

import io.vertx.core.MultiMap;
import java.time.Instant;

/// The HTTP request that opened a session.
///
/// @param headers its headers; names in any case
/// @param query the parameters of its query string, decoded
/// @param address the client's IP address in text form, without a port: that of the peer, or what a
///   trusted proxy says it is ([EngineOptions#trustedProxies])
/// @param time when it arrived
public record EngineRequest(MultiMap headers, MultiMap query, String address, Instant time) {
  /// What is left of a request that was let go of: nothing.
  public static EngineRequest forgotten() {
    MultiMap nothing = MultiMap.caseInsensitiveMultiMap();
    return new EngineRequest(nothing, nothing, "", Instant.EPOCH);
  }
}
