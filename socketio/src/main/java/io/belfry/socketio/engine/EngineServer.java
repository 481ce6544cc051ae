package io.belfry.socketio.engine;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// An Engine.IO server: protocol 4, over long-polling and WebSocket, on any Vert.x HTTP server.
///
/// Safe in any thread. One server may serve the requests of several event loops.
public final class EngineServer {
  private final EngineOptions options;
  private final EngineMetrics metrics;
  private final EngineAcceptor acceptor;
  private final RequestHandler requests;
  private final ConcurrentMap<EventLoop, EngineLoop> loops = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Session> byId = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();
  private final Promise<Void> allClosed;
  private volatile boolean closing;

  private EngineServer(
      Vertx vertx, EngineOptions options, EngineMetrics metrics, EngineAcceptor acceptor) {
    this.allClosed = ((VertxInternal) vertx).promise();
    this.options = options;
    this.metrics = metrics;
    this.acceptor = acceptor;
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
    return open.get();
  }

  /// Whether no session may be opened now. Each event loop asks for itself, so there may be as many
  /// sessions over the limit as there are other loops.
  boolean isFull() {
    return open.get() >= options.maxSessions();
  }

  /// Closes all sessions and refuses new ones; done when the last is closed.
  public Future<Void> close() {
    closing = true;
    for (EngineLoop loop : loops.values()) {
      loop.execute(
          () -> loop.sessions().forEach(session -> session.close(CloseReason.SERVER_SHUTDOWN)));
    }
    if (open.get() == 0) {
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

  EngineAcceptor acceptor() {
    return acceptor;
  }

  @Nullable Session session(String id) {
    return byId.get(id);
  }

  EngineLoop loop(ContextInternal context) {
    return loops.computeIfAbsent(
        context.nettyEventLoop(), eventLoop -> new EngineLoop(context.unwrap()));
  }

  void opened(Session session) {
    open.incrementAndGet();
    if (session.transport() == TransportKind.POLLING) {
      byId.put(session.id(), session);
    }
    metrics.sessionOpened(session.transport());
  }

  void closed(Session session, CloseReason reason) {
    metrics.sessionClosed(session.transport(), reason);
    if (session.transport() == TransportKind.WEBSOCKET) {
      forget(session);
    }
    if (open.decrementAndGet() == 0 && closing) {
      allClosed.tryComplete();
    }
  }

  void forget(Session session) {
    byId.remove(session.id());
  }
}
