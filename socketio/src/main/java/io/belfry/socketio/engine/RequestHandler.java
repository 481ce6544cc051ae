package io.belfry.socketio.engine;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import io.vertx.core.net.SocketAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The door for HTTP requests: checks each, and leads it to its session or opens one.
///
/// Called on the event loop of the request, which need not be that of its session.
final class RequestHandler {
  private final EngineServer server;
  private final Cors cors;
  private final TrustedProxies proxies;

  RequestHandler(EngineServer server) {
    this.server = server;
    this.cors = new Cors(server.options().allowedOrigins());
    this.proxies = new TrustedProxies(server.options().trustedProxies());
  }

  void handle(HttpServerRequest request) {
    ContextInternal context = ((HttpServerRequestInternal) request).context();
    if (!context.isEventLoopContext()) {
      throw new IllegalStateException(
          "the HTTP server has to be of an event loop, not of a worker");
    }
    HttpExchange exchange = new HttpExchange(request, context, server);
    if (!hasCertainEnd(request)) {
      exchange.refuseRest(RequestError.BAD_REQUEST);
      return;
    }
    if (!cors.allows(request)) {
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
    @Nullable EngineProtocol protocol = EngineProtocol.of(query.get("EIO"));
    if (transport == null) {
      exchange.refuse(RequestError.UNKNOWN_TRANSPORT);
    } else if (protocol == null || !server.options().protocols().contains(protocol)) {
      exchange.refuse(RequestError.UNSUPPORTED_PROTOCOL_VERSION);
    } else if (transport == TransportKind.WEBSOCKET && !WebSocketHandshake.isValid(request)) {
      exchange.refuse(RequestError.BAD_REQUEST);
    } else {
      WireFormat format = WireFormat.of(protocol, query.contains("b64"));
      route(request, exchange, transport, format, query, server.loop(context));
    }
  }

  /// Whether every server reads the same body. Two that read a different one, one behind the other,
  /// could be made to see different requests.
  private static boolean hasCertainEnd(HttpServerRequest request) {
    List<String> codings = request.headers().getAll("Transfer-Encoding");
    return codings.isEmpty()
        || (codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked"));
  }

  private void route(
      HttpServerRequest request,
      HttpExchange exchange,
      TransportKind transport,
      WireFormat format,
      MultiMap query,
      EngineLoop loop) {
    @Nullable String sid = query.get("sid");
    if (sid == null) {
      open(request, exchange, transport, format, query, loop);
      return;
    }
    @Nullable Session session = server.session(sid);
    if (session == null) {
      exchange.refuse(RequestError.UNKNOWN_SID);
    } else if (session.protocol() != format.protocol()) {
      exchange.refuse(RequestError.BAD_REQUEST);
    } else if (transport == TransportKind.WEBSOCKET) {
      WebSocketTransport candidate = WebSocketHandshake.accept(request, server, format);
      session.loop().execute(() -> session.upgrade(candidate));
    } else {
      PollingRequests.handle(request, exchange, session, loop);
    }
  }

  private void open(
      HttpServerRequest request,
      HttpExchange exchange,
      TransportKind transport,
      WireFormat format,
      MultiMap query,
      EngineLoop loop) {
    if (!request.method().equals(HttpMethod.GET)) {
      exchange.refuse(RequestError.BAD_HANDSHAKE_METHOD);
      return;
    }
    if (server.isClosing()) {
      exchange.refuse(RequestError.SHUTTING_DOWN);
      return;
    }
    EngineRequest asked =
        new EngineRequest(request.headers(), query, addressOf(request), Instant.now());
    Doorkeeper.Verdict verdict = server.doorkeeper().enter(asked.address(), loop.nanoTime());
    if (verdict.limit() != null) {
      server.metrics().limitExceeded(verdict.limit());
      exchange.refuse(verdict.limit().requestError());
    } else if (verdict.visitor() != null) {
      new Opening(server, request, exchange, asked, transport, format, verdict.visitor(), loop)
          .begin();
    }
  }

  private String addressOf(HttpServerRequest request) {
    @Nullable SocketAddress peer = request.remoteAddress();
    @Nullable String address = peer == null ? null : peer.hostAddress();
    return address == null ? "" : proxies.clientOf(address, request.headers());
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
