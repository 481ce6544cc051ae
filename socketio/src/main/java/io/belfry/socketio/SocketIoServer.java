package io.belfry.socketio;

import io.belfry.socketio.engine.EngineServer;
import io.belfry.socketio.engine.SessionIds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// A Socket.IO server: protocol 5, over long-polling and WebSocket, on any Vert.x HTTP server.
///
/// Safe in any thread. One server may serve the requests of several event loops; each connection
/// stays on the one that it came to first.
public final class SocketIoServer {
  private final SocketIoOptions options;
  private final SocketIoMetrics metrics;
  private final PacketDecoder decoder;
  private final ConcurrentMap<String, Namespace> namespaces = new ConcurrentHashMap<>();
  private final EngineServer engine;

  private SocketIoServer(Vertx vertx, SocketIoOptions options, SocketIoMetrics metrics) {
    this.options = options;
    this.metrics = metrics;
    this.decoder = new PacketDecoder(options);
    this.engine =
        EngineServer.create(
            vertx,
            options.engine(),
            metrics,
            (session, request) -> new Connection(this, session, request));
  }

  /// A server that counts nothing.
  public static SocketIoServer create(Vertx vertx, SocketIoOptions options) {
    return create(vertx, options, SocketIoMetrics.NONE);
  }

  /// A server that reports to these metrics.
  public static SocketIoServer create(
      Vertx vertx, SocketIoOptions options, SocketIoMetrics metrics) {
    return new SocketIoServer(vertx, options, metrics);
  }

  /// Answers the request if its path is this server's; false when it is not, then it was not
  /// touched. To be called from the HTTP server's request handler, before anything was read.
  public boolean handle(HttpServerRequest request) {
    return engine.handle(request);
  }

  /// The namespace of this name, made on the first call. Clients can connect to it from then on.
  ///
  /// @throws IllegalArgumentException when the name does not begin with a slash or has a comma
  public Namespace of(String name) {
    if (!name.startsWith("/") || name.indexOf(',') >= 0) {
      throw new IllegalArgumentException("not the name of a namespace: " + name);
    }
    return namespaces.computeIfAbsent(name, Namespace::new);
  }

  /// A new batch of events for many sockets.
  public Delivery delivery() {
    return new Delivery();
  }

  /// How many connections are open.
  public int connections() {
    return engine.sessions();
  }

  /// Closes all connections and refuses new ones; done when the last is closed.
  public Future<Void> close() {
    return engine.close();
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

  @Nullable Namespace find(String name) {
    return namespaces.get(name);
  }

  int namespaceCount() {
    return namespaces.size();
  }

  String newId() {
    return SessionIds.next();
  }
}
