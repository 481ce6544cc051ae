package io.belfry.server.app;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One HTTP server on every event loop, all of them on one port.
final class HttpListeners {
  // Vert.x: servers with the same negative port share one free port.
  private static final int SHARED_FREE_PORT = -1;

  private final Vertx vertx;
  private final String deployment;
  private final int port;
  private final Duration grace;

  private HttpListeners(Vertx vertx, String deployment, int port, Duration grace) {
    this.vertx = vertx;
    this.deployment = deployment;
    this.port = port;
    this.grace = grace;
  }

  /// Listens.
  ///
  /// @param loops how many event loops there are
  /// @param grace how long closing waits for requests under way
  /// @param watched what watches the requests of one listener, and answers them
  /// @throws ConfigurationException when the port cannot be had
  static HttpListeners listen(
      Vertx vertx,
      HttpServerOptions options,
      int loops,
      Duration grace,
      Supplier<RequestTimeouts> watched) {
    int asked = options.getPort();
    options.setPort(asked == 0 ? SHARED_FREE_PORT : asked);
    AtomicInteger port = new AtomicInteger();
    try {
      String deployment =
          vertx
              .deployVerticle(
                  () -> new Listener(options, watched.get(), grace, port),
                  new DeploymentOptions().setInstances(loops))
              .toCompletionStage()
              .toCompletableFuture()
              .join();
      return new HttpListeners(vertx, deployment, port.get(), grace);
    } catch (CompletionException failure) {
      String why =
          isTaken(failure.getCause())
              ? "it is taken, or not allowed"
              : String.valueOf(failure.getCause());
      throw new ConfigurationException(
          "Cannot listen on %s port %d: %s.".formatted(options.getHost(), asked, why), failure);
    }
  }

  int port() {
    return port;
  }

  /// Takes no more connections, lets requests under way be answered, and ends.
  void shutdown() throws InterruptedException, ExecutionException, TimeoutException {
    vertx
        .undeploy(deployment)
        .toCompletionStage()
        .toCompletableFuture()
        .get(grace.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Whether the address could not be bound. Native transports say so by a message of their own.
  private static boolean isTaken(@Nullable Throwable failure) {
    return failure instanceof BindException
        || (failure instanceof IOException
            && String.valueOf(failure.getMessage()).startsWith("bind("));
  }

  private static final class Listener extends VerticleBase {
    private final HttpServerOptions options;
    private final RequestTimeouts requests;
    private final Duration grace;
    private final AtomicInteger port;
    private @Nullable HttpServer server;

    Listener(
        HttpServerOptions options, RequestTimeouts requests, Duration grace, AtomicInteger port) {
      this.options = options;
      this.requests = requests;
      this.grace = grace;
      this.port = port;
    }

    @Override
    public Future<HttpServer> start() {
      vertx.setPeriodic(
          RequestTimeouts.INTERVAL.toMillis(), _ -> requests.check(System.nanoTime()));
      return vertx
          .createHttpServer(options)
          .connectionHandler(requests::opened)
          .requestHandler(requests)
          .listen()
          .onSuccess(
              listening -> {
                server = listening;
                port.set(listening.actualPort());
              });
    }

    @Override
    public Future<?> stop() {
      return server == null
          ? Future.succeededFuture()
          : server.shutdown(grace.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
