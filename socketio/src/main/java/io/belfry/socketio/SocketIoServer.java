package io.belfry.socketio;

import io.belfry.socketio.engine.EngineServer;
import io.belfry.socketio.engine.SessionIds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/// A Socket.IO server: protocols 5 and 4, over long-polling and WebSocket, on any Vert.x HTTP
/// server.
///
/// Clients 3.x and 4.x speak protocol 5 (over Engine.IO 4), clients 2.x protocol 4 (over Engine.IO
/// 3); both meet in the same namespaces and rooms. Those of protocol 4 are in the main namespace
/// from the beginning, and send no auth object.
///
/// Safe in any thread. One server may serve the requests of several event loops; each connection
/// stays on the one that it came to first.
///
/// What it can do with many sockets ([Broadcasting]) is for those of the main namespace, `/`.
public final class SocketIoServer implements Broadcasting {
  private static final long SHORTEST_SWEEP_MS = 100;
  private static final long SWEEPS_PER_DISCONNECTION = 4;

  private final SocketIoOptions options;
  private final SocketIoMetrics metrics;
  private final PacketDecoder decoder;
  private final Vertx vertx;
  private final LongSupplier nanoTime;
  private final Cluster cluster;
  private final Namespaces namespaces = new Namespaces(this);
  private final OptionalLong sweepTimer;
  private final EngineServer engine;
  private final AtomicBoolean left = new AtomicBoolean();

  SocketIoServer(
      Vertx vertx,
      SocketIoOptions options,
      SocketIoMetrics metrics,
      Adapter adapter,
      LongSupplier nanoTime) {
    this.vertx = vertx;
    this.options = options;
    this.metrics = metrics;
    this.nanoTime = nanoTime;
    this.decoder = new PacketDecoder(options);
    this.cluster = new Cluster(adapter, options.adapterTimeout());
    this.engine =
        EngineServer.create(
            vertx,
            options.engine(),
            metrics,
            (session, request) -> new Connection(this, session, request));
    this.sweepTimer = startSweeping();
    cluster.start(new ClusterReceiver(this));
  }

  /// A server that counts nothing.
  public static SocketIoServer create(Vertx vertx, SocketIoOptions options) {
    return create(vertx, options, SocketIoMetrics.NONE);
  }

  /// A server that reports to these metrics.
  public static SocketIoServer create(
      Vertx vertx, SocketIoOptions options, SocketIoMetrics metrics) {
    return create(vertx, options, metrics, Adapter.ALONE);
  }

  /// A server that is one node of a cluster. It owns the adapter: starts it now, and closes it when
  /// it is closed.
  public static SocketIoServer create(
      Vertx vertx, SocketIoOptions options, SocketIoMetrics metrics, Adapter adapter) {
    return new SocketIoServer(vertx, options, metrics, adapter, System::nanoTime);
  }

  /// Answers the request if its path is this server's; false when it is not, then it was not
  /// touched. To be called from the HTTP server's request handler, before anything was read.
  public boolean handle(HttpServerRequest request) {
    return engine.handle(request);
  }

  /// The namespace of this name, made on the first call, and there for good. Clients can connect to
  /// it from then on. Its name begins with a slash, which may be left out here.
  ///
  /// @throws IllegalArgumentException when the name has a comma
  public Namespace of(String name) {
    if (name.indexOf(',') >= 0) {
      throw new IllegalArgumentException("the name of a namespace has no comma: " + name);
    }
    return namespaces.of(name.startsWith("/") ? name : "/" + name);
  }

  /// The namespaces whose whole names match this pattern. A namespace that was made by name goes
  /// before; of several patterns, the first that was added.
  public ParentNamespace of(Pattern names) {
    return of((name, handshake) -> CompletableFuture.completedStage(names.matcher(name).matches()));
  }

  /// The namespaces that this gate accepts, if they were not made by name. Gates are asked in the
  /// order in which they were added.
  public ParentNamespace of(NamespaceGate gate) {
    return namespaces.of(gate);
  }

  /// The namespace of this name, if there is one now: made by [#of(String)], or by a parent.
  public Optional<Namespace> namespace(String name) {
    return namespaces.find(name);
  }

  /// All sockets of the main namespace.
  @Override
  public Broadcast everybody() {
    return of(Namespace.MAIN).everybody();
  }

  /// A new batch of events for many sockets.
  public Delivery delivery() {
    return new Delivery();
  }

  /// How many connections are open.
  public int connections() {
    return engine.sessions();
  }

  /// Closes all connections at once: [#close(Duration)] over no time.
  public Future<Void> close() {
    return close(Duration.ZERO);
  }

  /// Refuses new connections and closes those that are open, evenly over `spread` (see
  /// [EngineServer#close(Duration)]): their clients connect again by themselves, to another server
  /// where there is one, and do not come all at once. Done when the last is closed. To be called
  /// before the HTTP server is closed. Leaves the cluster then.
  public Future<Void> close(Duration spread) {
    sweepTimer.ifPresent(vertx::cancelTimer);
    return engine.close(spread).onComplete(done -> leaveCluster());
  }

  private void leaveCluster() {
    if (left.compareAndSet(false, true)) {
      cluster.close();
    }
  }

  SocketIoOptions options() {
    return options;
  }

  SocketIoMetrics metrics() {
    return metrics;
  }

  PacketDecoder decoder() {
    return decoder;
  }

  Cluster cluster() {
    return cluster;
  }

  Namespaces namespaces() {
    return namespaces;
  }

  Recovery newRecovery() {
    return options.recovery().enabled()
        ? new RecoveryLog(options.recovery(), nanoTime)
        : NoRecovery.INSTANCE;
  }

  String newId() {
    return SessionIds.next();
  }

  private OptionalLong startSweeping() {
    if (!options.recovery().enabled()) {
      return OptionalLong.empty();
    }
    long often = options.recovery().maxDisconnection().toMillis() / SWEEPS_PER_DISCONNECTION;
    return OptionalLong.of(
        vertx.setPeriodic(Math.max(SHORTEST_SWEEP_MS, often), timer -> namespaces.expire()));
  }
}
