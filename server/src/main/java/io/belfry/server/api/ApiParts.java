package io.belfry.server.api;

import io.belfry.server.action.Acts;
import io.belfry.server.action.Presses;
import io.belfry.server.auth.ApiKeys;
import io.belfry.server.auth.TokenVerifier;
import io.belfry.server.broadcast.Broadcasts;
import io.belfry.server.inbox.Inboxes;
import io.belfry.server.inbox.Lanes;
import io.belfry.server.inbox.ScheduledStore;
import io.belfry.server.policy.Rules;
import io.belfry.server.realtime.Presence;
import io.belfry.server.realtime.TransientEvents;
import io.belfry.server.realtime.Waiting;
import io.belfry.server.user.TopicStore;
import io.belfry.server.user.UserStore;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.function.Supplier;

/// What the HTTP face stands on.
public record ApiParts(
    Lanes lanes,
    Inboxes inboxes,
    Presses presses,
    Acts acts,
    Broadcasts broadcasts,
    ScheduledStore scheduled,
    Waiting waiting,
    ApiKeys keys,
    TokenVerifier tokens,
    TransientEvents events,
    Presence presence,
    TopicStore topics,
    UserStore users,
    SideCalls sideCalls,
    Rules rules,
    PrometheusMeterRegistry metrics,
    InstantSource clock,
    Supplier<Health> health) {
  /// Whether the server takes traffic.
  public enum Health {
    UP,
    DRAINING
  }
}
