package io.belfry.server.api;

import io.belfry.server.auth.ApiKeys;
import io.belfry.server.auth.TokenVerifier;
import io.belfry.server.broadcast.Broadcasts;
import io.belfry.server.inbox.Inboxes;
import io.belfry.server.inbox.Lanes;
import io.belfry.server.realtime.Presence;
import io.belfry.server.realtime.TransientEvents;
import io.belfry.server.realtime.Waiting;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// What the HTTP face stands on.
///
/// @param blocking where what may block is done
public record ApiParts(
    Lanes lanes,
    Inboxes inboxes,
    Broadcasts broadcasts,
    Waiting waiting,
    Executor blocking,
    ApiKeys keys,
    TokenVerifier tokens,
    TransientEvents events,
    Presence presence,
    Directory directory,
    PrometheusMeterRegistry metrics,
    Supplier<Health> health) {
  /// Whether the server takes traffic.
  public enum Health {
    UP,
    DRAINING
  }
}
