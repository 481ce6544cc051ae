package io.belfry.socketio.engine;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import io.vertx.core.net.SocketAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The door for HTTP requests: checks each, and leads it to its session or opens one.
///
/// Called on the event loop of the request, which need not be that of its session.
final class RequestHandler {
  private static final String PROTOCOL_VERSION = "4";

  private final EngineServer server;
  private final Cors cors;

  RequestHandler(EngineServer server) {
    this.server = server;
    this.cors = new Cors(server.options().allowedOrigins());
  }

  void handle(HttpServerRequest request) {
    ContextInternal context = ((HttpServerRequestInternal) request).context();
    HttpExchange exchange = new HttpExchange(request, context, server.metrics());
    if (server.isClosing() || !cors.allows(request)) {
      exchange.refuse(RequestError.FORBIDDEN);
      return;
    }
    cors.decorate(request);
    if (request.method().equals(HttpMethod.OPTIONS)) {
      cors.answerPreflight(request);
      return;
    }
    MultiMap query;
    try {
      query = request.params();
    } catch (IllegalArgumentException e) {
      exchange.refuse(RequestError.BAD_REQUEST);
      return;
    }
    @Nullable TransportKind transport = transportOf(query);
    if (transport == null) {
      exchange.refuse(RequestError.UNKNOWN_TRANSPORT);
    } else if (!PROTOCOL_VERSION.equals(query.get("EIO"))) {
      exchange.refuse(RequestError.UNSUPPORTED_PROTOCOL_VERSION);
    } else {
      route(request, exchange, transport, query, server.loop(context));
    }
  }

  private void route(
      HttpServerRequest request,
      HttpExchange exchange,
      TransportKind transport,
      MultiMap query,
      EngineLoop loop) {
    @Nullable String sid = query.get("sid");
    @Nullable Session session = sid == null ? null : server.session(sid);
    if (sid != null && session == null) {
      exchange.refuse(RequestError.UNKNOWN_SID);
    } else if (session == null && !request.method().equals(HttpMethod.GET)) {
      exchange.refuse(RequestError.BAD_HANDSHAKE_METHOD);
    } else if (session == null && server.isFull()) {
      exchange.refuse(RequestError.TOO_MANY_SESSIONS);
    } else if (transport == TransportKind.WEBSOCKET) {
      if (!WebSocketHandshake.isValid(request)) {
        exchange.refuse(RequestError.BAD_REQUEST);
      } else if (session == null) {
        openWebSocket(request, query, loop);
      } else {
        WebSocketTransport candidate = new WebSocketTransport(server.options());
        WebSocketHandshake.takeOver(request, candidate);
        session.loop().execute(() -> session.upgrade(candidate));
      }
    } else if (session == null) {
      openPolling(request, exchange, query, loop);
    } else {
      PollingRequests.handle(request, exchange, session, server.options().maxPayload());
    }
  }

  private void openWebSocket(HttpServerRequest request, MultiMap query, EngineLoop loop) {
    WebSocketTransport transport = new WebSocketTransport(server.options());
    WebSocketHandshake.takeOver(request, transport);
    Session session = new Session(server, loop, transport);
    session.start(requestOf(request, query));
    transport.receiveAt(loop, session);
  }

  private void openPolling(
      HttpServerRequest request, HttpExchange exchange, MultiMap query, EngineLoop loop) {
    Session session = new Session(server, loop);
    session.start(requestOf(request, query));
    PollingTransport polling = session.polling();
    if (polling != null) {
      polling.onPoll(exchange);
    }
  }

  private static EngineRequest requestOf(HttpServerRequest request, MultiMap query) {
    @Nullable SocketAddress peer = request.remoteAddress();
    @Nullable String address = peer == null ? null : peer.hostAddress();
    return new EngineRequest(
        request.headers(), query, address == null ? "" : address, Instant.now());
  }

  private @Nullable TransportKind transportOf(MultiMap query) {
    @Nullable String asked = query.get("transport");
    for (TransportKind kind : server.options().transports()) {
      if (kind.queryValue().equals(asked)) {
        return kind;
      }
    }
    return null;
  }
}
