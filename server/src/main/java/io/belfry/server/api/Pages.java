package io.belfry.server.api;

import io.belfry.server.notification.JsonBytes;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;

/// What people open in a browser: the documentation of the calls, and the demo. All of it comes
/// from this server.
final class Pages {
  private static final String POLICY =
      "default-src 'self'; connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'none';"
          + " form-action 'self'";
  // Swagger UI writes style attributes of its own, and draws its signs from data: addresses.
  private static final String DOCS_POLICY =
      POLICY + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

  private final Optional<JsonBytes> demoConfig;

  Pages(Optional<JsonBytes> demoConfig) {
    this.demoConfig = demoConfig;
  }

  void mount(Router router) {
    demoConfig.ifPresent(
        config ->
            page(router, "/demo/config.json")
                .handler(
                    call -> {
                      call.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
                      Replies.json(call, 200, config);
                    }));
    folder(router, "/demo", POLICY);
    folder(router, "/docs", DOCS_POLICY);
    Buffer contract = contract();
    page(router, "/openapi.yaml")
        .handler(
            call ->
                call.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/yaml")
                    .end(contract));
  }

  private static Route page(Router router, String path) {
    return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
  }

  private static Buffer contract() {
    try (InputStream contract = Pages.class.getResourceAsStream("/openapi.yaml")) {
      return Buffer.buffer(Objects.requireNonNull(contract).readAllBytes());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Serves the resources under `web` and `path`.
  private static void folder(Router router, String path, String policy) {
    var files = new PageFiles(path);
    page(router, path + "/*")
        .handler(
            call -> {
              if (path.equals(call.request().path())) {
                call.redirect(path + "/");
              } else {
                secured(call, policy);
                files.handle(call);
              }
            });
  }

  private static void secured(RoutingContext call, String policy) {
    call.response()
        .putHeader("Content-Security-Policy", policy)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer");
  }
}
