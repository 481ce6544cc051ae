package io.belfry.server.api;

import io.belfry.server.notification.JsonBytes;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/// The calls of those who watch the server.
final class HealthOperations {
  private static final JsonBytes UP = JsonBytes.of("{\"status\":\"up\"}");
  private static final JsonBytes DRAINING = JsonBytes.of("{\"status\":\"draining\"}");

  private final Supplier<ApiParts.Health> health;
  private final PrometheusMeterRegistry metrics;

  HealthOperations(Supplier<ApiParts.Health> health, PrometheusMeterRegistry metrics) {
    this.health = health;
    this.metrics = metrics;
  }

  /// `GET /health/live`.
  void live(RoutingContext call) {
    Replies.json(call, 200, UP);
  }

  /// `GET /health/ready`.
  void ready(RoutingContext call) {
    switch (health.get()) {
      case UP -> Replies.json(call, 200, UP);
      case DRAINING -> Replies.json(call, 503, DRAINING);
    }
  }

  /// `GET /metrics`.
  void metrics(RoutingContext call) {
    call.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
        .end(metrics.scrape());
  }
}
