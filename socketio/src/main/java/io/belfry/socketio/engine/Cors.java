package io.belfry.socketio.engine;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which pages may speak to this server, by their origin.
///
/// Immutable, and safe in any thread.
final class Cors {
  private static final String ANY = "*";

  private final Set<String> allowed;

  Cors(Set<String> allowed) {
    this.allowed = allowed;
  }

  /// Whether the request does not come from a page, or from one that is allowed. WebSockets have no
  /// other guard: browsers open them across origins without asking.
  boolean allows(HttpServerRequest request) {
    @Nullable String origin = request.getHeader("Origin");
    return origin == null
        || allowed.contains(ANY)
        || allowed.contains(origin)
        || isOwn(origin, request.authority());
  }

  /// Without the scheme: a proxy may have taken the TLS off.
  private static boolean isOwn(String origin, @Nullable HostAndPort server) {
    int scheme = origin.indexOf("://");
    return server != null
        && scheme > 0
        && origin.substring(scheme + 3).equalsIgnoreCase(server.toString());
  }

  /// Says in the answer that the page may read it, with credentials or without: clients 2.x of
  /// Socket.IO send them always, and cookies of load balancers are some. Whoever lets all origins
  /// in must not take a cookie for a proof of who is asking; WebSockets carry cookies across
  /// origins without being asked.
  void decorate(HttpServerRequest request) {
    @Nullable String origin = request.getHeader("Origin");
    if (origin == null) {
      return;
    }
    HttpServerResponse response = request.response();
    response
        .putHeader("Access-Control-Allow-Origin", origin)
        .putHeader("Access-Control-Allow-Credentials", "true")
        .putHeader("Vary", "Origin");
  }

  /// Answers the question that browsers ask before an unusual request.
  void answerPreflight(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    response.putHeader("Access-Control-Allow-Methods", "GET, POST");
    @Nullable String headers = request.getHeader("Access-Control-Request-Headers");
    if (headers != null) {
      response.putHeader("Access-Control-Allow-Headers", headers);
    }
    response.putHeader("Access-Control-Max-Age", "600").setStatusCode(204).end();
  }
}
