package io.belfry.server.app;

import io.belfry.server.api.ApiParts;
import io.belfry.server.api.HttpApi;
import io.belfry.server.api.SideCalls;
import io.belfry.server.auth.ApiKey;
import io.belfry.server.auth.ApiKeyStore;
import io.belfry.server.auth.ApiKeys;
import io.belfry.server.auth.JwtOptions;
import io.belfry.server.auth.JwtVerifier;
import io.belfry.server.broadcast.BroadcastStore;
import io.belfry.server.broadcast.Broadcasts;
import io.belfry.server.cluster.Bus;
import io.belfry.server.cluster.LocalBus;
import io.belfry.server.inbox.ChangeListener;
import io.belfry.server.inbox.DueWork;
import io.belfry.server.inbox.Inboxes;
import io.belfry.server.inbox.Lanes;
import io.belfry.server.inbox.LogOptions;
import io.belfry.server.inbox.Readers;
import io.belfry.server.policy.Rules;
import io.belfry.server.realtime.AnonymousSockets;
import io.belfry.server.realtime.BackendSockets;
import io.belfry.server.realtime.Clients;
import io.belfry.server.realtime.Comparison;
import io.belfry.server.realtime.Gateway;
import io.belfry.server.realtime.LastSeen;
import io.belfry.server.realtime.LiveDelivery;
import io.belfry.server.realtime.Neighbours;
import io.belfry.server.realtime.Presence;
import io.belfry.server.realtime.Relay;
import io.belfry.server.realtime.TransientEvents;
import io.belfry.server.realtime.Waiting;
import io.belfry.socketio.SocketIoServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The composition root: everything made with plain `new`, started in this order and stopped in
/// reverse.
public final class BelfryServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BelfryServer.class);
  private static final Duration LAST_SEEN = Duration.ofSeconds(2);
  private static final Duration INTERRUPTED = Duration.ofSeconds(1);
  private static final Duration DUE = Duration.ofSeconds(1);
  private static final Duration TOKENS = Duration.ofSeconds(2);
  private static final Duration KEY_REFRESH = Duration.ofSeconds(2);
  private static final Duration STEP = Duration.ofSeconds(2);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private volatile ApiParts.Health health = ApiParts.Health.UP;
  private final Optional<String> firstApiKey;
  private final int port;

  /// Starts a server and returns when it takes traffic.
  ///
  /// @throws RuntimeException when it cannot; whatever was started is stopped again
  static BelfryServer start(ServerOptions options) {
    return new BelfryServer(options, InstantSource.system());
  }

  private BelfryServer(ServerOptions options, InstantSource clock) {
    try {
      var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      Storage storage = opened(Storage.forServer(options.storage()));
      ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
      started.push(blocking::shutdownNow);
      ApiKeyStore keyStore = opened(storage.apiKeys(clock));
      var keys = new ApiKeys(keyStore, options.apiKey(), blocking);
      JwtOptions jwt = options.jwt();
      var tokens =
          new JwtVerifier(jwt.hasKey() ? jwt : jwt.withSecret(storage.secret()), clock, blocking);
      Bus bus = opened(ClusterOptions.bus(options.cluster(), metrics));
      var lastSeen = new LastSeen(storage.lastSeen(), clock);
      started.push(lastSeen::write);
      Readers readers = opened(storage.readers(options.readerThreads(), options.readerQueue()));

      Vertx vertx = vertx(options);
      started.push(() -> await(vertx.close()));
      vertx.setPeriodic(KEY_REFRESH.toMillis(), timer -> keys.refresh());
      SocketIoServer sockets =
          SocketIoServer.create(vertx, options.sockets(), new SocketMetrics(metrics));
      metrics.gauge("belfry.socket.connections", sockets, SocketIoServer::connections);
      metrics.gauge("belfry.draining", this, server -> server.isDraining() ? 1 : 0);
      var anonymous = new AnonymousSockets(vertx, options.gateway().identifyWithin());
      var clients = new Clients(bus, lastSeen);
      var delivery = new LiveDelivery(clients, metrics);
      ChangeListener listener = bus instanceof LocalBus ? delivery : new Relay(delivery, bus);
      Rules rules = options.rules();
      var log =
          new Storage.Log(
              new LogOptions(options.retention(), options.gateway().window(), rules), clock);
      Lanes lanes = opened(storage.lanes(log, listener, options.lane(), metrics));
      BroadcastStore store = storage.broadcasts();
      var inboxes = new Inboxes(readers, lanes, store::lastSeen);
      var broadcasts =
          opened(
              new Broadcasts(
                  store,
                  lanes,
                  clients,
                  () -> bus.tellAll(Neighbours.broadcast()),
                  options.retention(),
                  options.broadcastPace(),
                  clock,
                  metrics));
      var actions =
          opened(
              ActionParts.start(
                  options,
                  storage.answered(),
                  new ActionParts.Log(readers, lanes, clock, metrics),
                  vertx,
                  blocking,
                  () -> bus.tellAll(Neighbours.acted())));
      var gateway =
          new Gateway(
              options.gateway(),
              tokens,
              lanes,
              readers,
              inboxes,
              actions.presses(),
              clients,
              anonymous,
              rules,
              clock,
              metrics);
      var events = new TransientEvents(clients, bus, sockets::delivery);
      var presence = new Presence(clients, bus, lastSeen, blocking);
      var comparison = new Comparison(clients, readers);
      gateway.serve(sockets.of("/"));
      var backends =
          new BackendSockets(
              sockets.of(BackendSockets.NAMESPACE), keys, actions.acts(), options.dev());
      backends.serve();
      vertx.setPeriodic(LAST_SEEN.toMillis(), timer -> blocking.execute(lastSeen::write));
      var due = new DueWork(DueKinds.of(storage, lanes, broadcasts, metrics), clock);
      vertx.setPeriodic(DUE.toMillis(), timer -> blocking.execute(due::run));
      options
          .cluster()
          .ifPresent(
              cluster -> {
                var neighbours =
                    new Neighbours(
                        delivery, bus, events, presence, comparison, broadcasts, actions.acts());
                if (bus instanceof LocalBus) {
                  BelfryServer.log
                      .atInfo()
                      .log("Alone: other nodes are not heard without 'redis.url'");
                } else {
                  bus.start(neighbours);
                }
                vertx.setPeriodic(
                    INTERRUPTED.toMillis(), timer -> neighbours.compareWhileInterrupted());
                vertx.setPeriodic(cluster.compareEvery().toMillis(), timer -> comparison.begin());
              });
      vertx.setPeriodic(TOKENS.toMillis(), timer -> gateway.dropExpired(clock.millis()));
      vertx.setPeriodic(TOKENS.toMillis(), timer -> backends.dropRevoked());

      var parts =
          new ApiParts(
              lanes,
              inboxes,
              actions.presses(),
              actions.acts(),
              broadcasts,
              storage.scheduled(),
              new Waiting(broadcasts, bus),
              keys,
              tokens,
              events,
              presence,
              storage.topics(),
              storage.users(),
              opened(new SideCalls()),
              rules,
              metrics,
              clock,
              () -> lanes.isAlive() ? health : ApiParts.Health.DRAINING);
      HttpListeners listeners = listen(vertx, options, sockets, parts, metrics);
      started.push(listeners::shutdown);
      started.push(actions.acts()::dismiss);
      Duration spread = options.farewell().spread();
      started.push(() -> await(sockets.close(spread), spread));
      started.push(() -> giveNotice(vertx, options.farewell().notice()));
      this.port = listeners.port();
      this.firstApiKey = firstApiKey(options, keyStore, clock);
    } catch (RuntimeException failure) {
      close();
      throw failure;
    }
  }

  /// The port that it listens on.
  public int port() {
    return port;
  }

  /// The API key that was made because there was none, to be shown once.
  Optional<String> firstApiKey() {
    return firstApiKey;
  }

  /// Says that it is not ready any more and serves on for as long as the notice is; then closes its
  /// sockets over their time, takes no more connections, finishes what is under way, and ends.
  @Override
  public void close() {
    health = ApiParts.Health.DRAINING;
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception failure) {
        log.atWarn().setCause(failure).log("A part did not stop cleanly");
      }
    }
  }

  private boolean isDraining() {
    return health == ApiParts.Health.DRAINING;
  }

  private static void giveNotice(Vertx vertx, Duration notice) throws InterruptedException {
    if (notice.isPositive()) {
      await(vertx.timer(notice.toMillis(), TimeUnit.MILLISECONDS), notice);
    }
  }

  private static Optional<String> firstApiKey(
      ServerOptions options, ApiKeyStore keys, InstantSource clock) {
    if (options.dev() || options.apiKey().isPresent() || !keys.all().isEmpty()) {
      return Optional.empty();
    }
    ApiKey.Created first = ApiKey.create("first", new SecureRandom(), clock.instant());
    keys.add(first.key());
    return Optional.of(first.secret());
  }

  private static Vertx vertx(ServerOptions options) {
    return Vertx.builder()
        .with(new VertxOptions().setWorkerPoolSize(2).setEventLoopPoolSize(options.eventLoops()))
        .withTransport(options.transport())
        .build();
  }

  private HttpListeners listen(
      Vertx vertx,
      ServerOptions options,
      SocketIoServer sockets,
      ApiParts parts,
      MeterRegistry meters) {
    var http =
        new HttpServerOptions()
            .setHost(options.host().getHostAddress())
            .setPort(options.port())
            .setTcpNoDelay(true)
            .setTcpKeepAlive(true)
            .setHandle100ContinueAutomatically(true)
            .setHttp2ClearTextEnabled(false)
            .setAcceptBacklog(4096)
            .setIdleTimeout((int) options.httpIdle().toSeconds())
            // WebSockets are taken over (see socketio), so that this would only watch HTTP pass.
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setDecompressionSupported(false);
    var api = new HttpApi(vertx, parts, options.api());
    Handler<HttpServerRequest> handler =
        request -> {
          if (options.dev() && !LoopbackOnly.allows(request)) {
            request.response().setStatusCode(403).end("With --dev, this machine alone may call.\n");
          } else if (!sockets.handle(request)) {
            if (isDraining()) {
              // Whoever keeps connections takes this one for no call that could come too late.
              request.response().putHeader("Connection", "close");
            }
            api.handle(request);
          }
        };
    var limits = new RequestTimeouts.Limits(options.requestTimeout(), options.httpIdle());
    Counter late = Counter.builder("belfry.http.timeouts").register(meters);
    return HttpListeners.listen(
        vertx,
        http,
        options.eventLoops(),
        options.lane().drain(),
        () -> new RequestTimeouts(limits, handler, late));
  }

  private <T extends AutoCloseable> T opened(T part) {
    started.push(part);
    return part;
  }

  private static void await(Future<?> future) throws InterruptedException {
    await(future, Duration.ZERO);
  }

  /// Waits for what takes at least `expected`.
  private static void await(Future<?> future, Duration expected) throws InterruptedException {
    try {
      future
          .toCompletionStage()
          .toCompletableFuture()
          .get(expected.plus(STEP).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      log.atWarn().setCause(failure).log("A part did not stop in time");
    }
  }
}
