package io.belfry.server.api;

import io.belfry.server.auth.ApiKeys;
import io.belfry.server.auth.TokenVerifier;
import io.belfry.server.inbox.Lanes;
import io.belfry.server.inbox.Readers;
import io.belfry.server.realtime.Presence;
import io.belfry.server.realtime.TransientEvents;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.Supplier;

/// What the HTTP face stands on.
public record ApiParts(
    Lanes lanes,
    Readers readers,
    ApiKeys keys,
    TokenVerifier tokens,
    TransientEvents events,
    Presence presence,
    PrometheusMeterRegistry metrics,
    Supplier<Health> health) {
  /// Whether the server takes traffic.
  public enum Health {
    UP,
    DRAINING
  }
}
