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
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What browsers load: the documentation of the calls, the demo, and the scripts that pages of an
/// application take in. All of it comes from this server.
final class Pages {
  private static final String POLICY =
      "default-src 'self'; connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'none';"
          + " form-action 'self'";
  // Swagger UI writes style attributes of its own, and draws its signs from data: addresses.
  private static final String DOCS_POLICY =
      POLICY + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

  private static final String CONTENT_TYPE_OPTIONS = "X-Content-Type-Options";
  private static final String WORKER = "/belfry-sw.js";

  private final Optional<JsonBytes> demoConfig;
  private final Origins origins;

  Pages(Optional<JsonBytes> demoConfig, Origins origins) {
    this.demoConfig = demoConfig;
    this.origins = origins;
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
    scripts(router);
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

  /// Serves the web components, and the worker that shows what is pushed, to pages of all the
  /// origins that may call.
  private void scripts(Router router) {
    var files = new PageFiles("");
    for (String script : List.of("/belfry.js", WORKER)) {
      page(router, script)
          .handler(
              call -> {
                shared(call);
                if (WORKER.equals(script)) {
                  call.response().putHeader("Service-Worker-Allowed", "/");
                }
                files.handle(call);
              });
    }
  }

  private void shared(RoutingContext call) {
    origins.share(call);
    call.response()
        .putHeader("Cross-Origin-Resource-Policy", "cross-origin")
        .putHeader(CONTENT_TYPE_OPTIONS, "nosniff");
  }

  private static void secured(RoutingContext call, String policy) {
    call.response()
        .putHeader("Content-Security-Policy", policy)
        .putHeader(CONTENT_TYPE_OPTIONS, "nosniff")
        .putHeader("Referrer-Policy", "no-referrer");
  }
}
