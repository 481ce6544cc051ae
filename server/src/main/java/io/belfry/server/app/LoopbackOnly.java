package io.belfry.server.app;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Tells what comes from this machine's own pages and programs, for a server that lets anybody in
/// as anybody.
///
/// A page of some other site, open in the same browser, is told by its `Origin`; one whose name was
/// pointed at this machine (DNS rebinding) by the `Host` it asks for.
final class LoopbackOnly {
  private LoopbackOnly() {}

  static boolean allows(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return isLoopback("http://" + request.getHeader(HttpHeaders.HOST))
        && (origin == null || isLoopback(origin));
  }

  private static boolean isLoopback(String address) {
    @Nullable String host;
    try {
      host = URI.create(address).getHost();
    } catch (IllegalArgumentException malformed) {
      return false;
    }
    return host != null
        && (host.equals("localhost")
            || host.endsWith(".localhost")
            || host.equals("[::1]")
            || host.matches("127(\\.[0-9]{1,3}){3}"));
  }
}
