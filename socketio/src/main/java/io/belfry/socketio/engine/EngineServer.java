package io.belfry.socketio.engine;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Ticker;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// An Engine.IO server: protocols 4 and 3, over long-polling and WebSocket, on any Vert.x HTTP
/// server.
///
/// Safe in any thread. One server may serve the requests of several event loops; each session stays
/// on the one that it came to first.
public final class EngineServer {
  private final EngineOptions options;
  private final EngineMetrics metrics;
  private final EngineAcceptor acceptor;
  private final RequestHandler requests;
  private final ConcurrentMap<EventLoop, EngineLoop> loops = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Session> byId = new ConcurrentHashMap<>();
  private final Doorkeeper doorkeeper;
  private final Farewells farewells = new Farewells();
  private final Promise<Void> allClosed;
  private volatile boolean closing;

  private EngineServer(
      Vertx vertx, EngineOptions options, EngineMetrics metrics, EngineAcceptor acceptor) {
    this.allClosed = ((VertxInternal) vertx).promise();
    this.options = options;
    this.metrics = metrics;
    this.acceptor = acceptor;
    this.doorkeeper = new Doorkeeper(options, Ticker.systemTicker().nanoTime());
    this.requests = new RequestHandler(this);
  }

  /// A server that hands new sessions to the acceptor.
  public static EngineServer create(
      Vertx vertx, EngineOptions options, EngineMetrics metrics, EngineAcceptor acceptor) {
    return new EngineServer(vertx, options, metrics, acceptor);
  }

  /// Answers the request if its path is this server's; false when it is not, then it was not
  /// touched. To be called from the HTTP server's request handler, before anything was read.
  public boolean handle(HttpServerRequest request) {
    String path = options.path();
    @Nullable String asked = request.path();
    boolean ours =
        asked != null
            && path.startsWith(asked)
            && path.length() - asked.length() <= (asked.endsWith("/") ? 0 : 1);
    if (ours) {
      requests.handle(request);
    }
    return ours;
  }

  /// How many sessions are open.
  public int sessions() {
    return doorkeeper.sessions();
  }

  /// Closes all sessions at once: [#close(Duration)] over no time.
  public Future<Void> close() {
    return close(Duration.ZERO);
  }

  /// Refuses new sessions with `503 Service Unavailable` and closes those that are open, evenly
  /// over `spread`, so that their clients do not all come back in the same moment; done when the
  /// last is closed. Until then each is served as before, over long-polling too. Few sessions take
  /// less: there are 10 ms between two of one event loop at the most. Called again, it closes what
  /// is left over its own time.
  ///
  /// To be called before the HTTP server is closed, which does not know of the WebSockets, and
  /// without which long-polling is no more.
  public Future<Void> close(Duration spread) {
    closing = true;
    for (EngineLoop loop : loops.values()) {
      loop.execute(() -> new Departure(loop, spread).begin());
    }
    if (doorkeeper.sessions() == 0) {
      allClosed.tryComplete();
    }
    return allClosed.future();
  }

  boolean isClosing() {
    return closing;
  }

  EngineOptions options() {
    return options;
  }

  EngineMetrics metrics() {
    return metrics;
  }

  Farewells farewells() {
    return farewells;
  }

  EngineAcceptor acceptor() {
    return acceptor;
  }

  Doorkeeper doorkeeper() {
    return doorkeeper;
  }

  @Nullable Session session(String id) {
    return byId.get(id);
  }

  EngineLoop loop(ContextInternal context) {
    return loops.computeIfAbsent(
        context.nettyEventLoop(), eventLoop -> new EngineLoop(context.unwrap()));
  }

  void opened(Session session) {
    if (session.transport() == TransportKind.POLLING) {
      byId.put(session.id(), session);
    }
    metrics.sessionOpened(session.transport());
  }

  void closed(Session session, CloseReason reason) {
    if (session.transport() == TransportKind.WEBSOCKET) {
      forget(session);
    }
    left(session.visitor());
    metrics.sessionClosed(session.transport(), reason);
  }

  /// Counts a visitor out who has no session, or none any more.
  void left(Doorkeeper.Visitor visitor) {
    if (doorkeeper.leave(visitor) == 0 && closing) {
      allClosed.tryComplete();
    }
  }

  void forget(Session session) {
    byId.remove(session.id());
  }
}
