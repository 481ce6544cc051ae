package io.belfry.server.api;

import io.belfry.server.problem.ProblemCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.List;
import java.util.Set;

/// Which pages may call, and read what is served to pages (CORS): those of the allowed origins, and
/// the server's own.
final class Origins {
  private final Set<String> allowed;
  private final CorsHandler cors;

  /// @param allowed origins such as `https://app.example.org`, or `*` for all
  Origins(Set<String> allowed) {
    this.allowed = allowed;
    CorsHandler handler = CorsHandler.create();
    if (!allowed.contains("*")) {
      handler.addOrigins(List.copyOf(allowed));
    }
    this.cors =
        handler
            .allowedMethods(
                Set.of(
                    HttpMethod.GET,
                    HttpMethod.POST,
                    HttpMethod.PUT,
                    HttpMethod.PATCH,
                    HttpMethod.DELETE))
            .allowedHeader("Authorization")
            .allowedHeader("Content-Type")
            .allowedHeader("Idempotency-Key")
            .maxAgeSeconds(600);
  }

  void handle(RoutingContext call) {
    String origin = call.request().getHeader(HttpHeaders.ORIGIN);
    if (origin == null || isOwn(call, origin)) {
      call.next();
    } else if (allowed.contains("*") || allowed.contains(origin)) {
      cors.handle(call);
    } else {
      Replies.problem(call, ProblemCode.ORIGIN_NOT_ALLOWED);
    }
  }

  /// Has the answer say whose pages may read it. Nobody is refused: without CORS, as by a script
  /// element of the old kind, pages load what they like anyway.
  void share(RoutingContext call) {
    HttpServerResponse response = call.response();
    if (allowed.contains("*")) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
      return;
    }
    response.headers().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    String origin = call.request().getHeader(HttpHeaders.ORIGIN);
    if (origin != null && allowed.contains(origin)) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
  }

  private static boolean isOwn(RoutingContext call, String origin) {
    String host = call.request().getHeader(HttpHeaders.HOST);
    return host != null && (origin.equals("http://" + host) || origin.equals("https://" + host));
  }
}
