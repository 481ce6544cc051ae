package io.belfry.server.api;

import io.belfry.server.notification.ContentLimits;
import io.belfry.server.notification.JsonBytes;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// How the HTTP face works.
///
/// @param dev whether backends need no key
/// @param limits how large the parts of a notification may be
/// @param maxBodyBytes how large a body may be
/// @param allowedOrigins whose pages may call, `*` for all
/// @param streamHeartbeat how often a stream is written to that has nothing to say
/// @param demoConfig what the demo page is told of its users, where there is a demo
public record ApiOptions(
    boolean dev,
    ContentLimits limits,
    int maxBodyBytes,
    Set<String> allowedOrigins,
    Duration streamHeartbeat,
    Optional<JsonBytes> demoConfig) {
  public ApiOptions {
    allowedOrigins = Set.copyOf(allowedOrigins);
  }
}
