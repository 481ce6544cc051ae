package io.belfry.socketio;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Predicate;

/// The HTTP server below the servers of the tests.
final class TestServer {
  private static final int SUITE_PORT = 3000;

  private TestServer() {}

  /// Vert.x on epoll where there is epoll.
  static Vertx vertx() {
    return Vertx.builder().with(new VertxOptions().setPreferNativeTransport(true)).build();
  }

  /// Listens on loopback, on the port of the first argument.
  static void listen(Vertx vertx, String[] args, Predicate<HttpServerRequest> handler) {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : SUITE_PORT;
    vertx
        .createHttpServer()
        .requestHandler(request -> answer(request, handler))
        .listen(port, "127.0.0.1")
        .await();
  }

  private static void answer(HttpServerRequest request, Predicate<HttpServerRequest> handler) {
    if (!handler.test(request)) {
      request.response().setStatusCode(404).end();
    }
  }
}
