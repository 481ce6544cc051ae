package io.belfry.socketio.engine;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The opening of one session: the application's gate, then the session and its first answer.
///
/// Confined to the event loop of the request, which becomes the session's.
record Opening(
    EngineServer server,
    HttpServerRequest request,
    HttpExchange exchange,
    EngineRequest asked,
    TransportKind transport,
    WireFormat format,
    Doorkeeper.Visitor visitor,
    EngineLoop loop) {
  private static final Logger log = LoggerFactory.getLogger(Opening.class);
  private static final Duration LISTENING = Duration.ofMillis(5);

  void begin() {
    Future<Boolean> answer = askGate();
    if (answer.isComplete()) {
      decide(answer);
    } else {
      request.pause();
      AtomicBoolean over = new AtomicBoolean();
      request.response().closeHandler(gone -> leave(over));
      Deadline deadline = new GateDeadline(over);
      loop.schedule(deadline, server.options().gateTimeout());
      answer.onComplete(
          done ->
              loop.execute(
                  () -> {
                    deadline.cancel();
                    resume(done, over);
                  }));
    }
  }

  /// The end of the time for an answer.
  private final class GateDeadline extends Deadline {
    private final AtomicBoolean over;

    private GateDeadline(AtomicBoolean over) {
      this.over = over;
    }

    @Override
    protected void expired() {
      if (over.compareAndSet(false, true)) {
        request.resume();
        server.metrics().limitExceeded(EngineLimit.GATE_TIME);
        server.left(visitor);
        exchange.refuse(EngineLimit.GATE_TIME.requestError());
      }
    }
  }

  /// The client has gone before there was an answer.
  private void leave(AtomicBoolean over) {
    if (over.compareAndSet(false, true)) {
      server.left(visitor);
    }
  }

  private Future<Boolean> askGate() {
    try {
      return Objects.requireNonNull(server.options().gate().allows(asked));
    } catch (Throwable e) {
      return Future.failedFuture(e);
    }
  }

  private void resume(AsyncResult<Boolean> answer, AtomicBoolean over) {
    if (!over.compareAndSet(false, true)) {
      return;
    }
    request.resume();
    if (server.isClosing()) {
      server.left(visitor);
      exchange.refuse(RequestError.SHUTTING_DOWN);
    } else {
      decide(answer);
    }
  }

  private void decide(AsyncResult<Boolean> answer) {
    if (answer.succeeded() && Boolean.TRUE.equals(answer.result())) {
      switch (transport) {
        case POLLING -> openPolling();
        case WEBSOCKET -> openWebSocket();
      }
    } else {
      if (answer.failed()) {
        log.atWarn().setCause(answer.cause()).log("The gate of the application failed");
      }
      server.left(visitor);
      exchange.refuse(RequestError.FORBIDDEN);
    }
  }

  private void openPolling() {
    String id = SessionIds.next();
    setCookie(id);
    PollingCodec codec = PollingCodec.of(format);
    Session session =
        newSession(id, opened -> new PollingTransport(opened, server.options(), codec));
    session.start(asked);
    PollingTransport polling = session.polling();
    if (polling != null) {
      polling.onPoll(exchange);
    }
  }

  private void openWebSocket() {
    // The cookie goes into the answer that accepts the WebSocket.
    String id = SessionIds.next();
    setCookie(id);
    WebSocketTransport socket;
    try {
      socket = WebSocketHandshake.accept(request, server, format);
    } catch (RuntimeException e) {
      log.atDebug().setCause(e).log("A connection could not be taken over");
      server.left(visitor);
      request.connection().close();
      return;
    }
    Session session = newSession(id, opened -> socket);
    if (format.protocol() == EngineProtocol.V3) {
      loop.schedule(new SocketStart(session, socket), LISTENING);
    } else {
      start(session, socket);
    }
  }

  private void start(Session session, WebSocketTransport socket) {
    session.start(asked);
    socket.receiveAt(loop, session);
  }

  /// Of version 3 some clients begin to listen when they are told that the WebSocket is open, and
  /// miss what comes with that news.
  private final class SocketStart extends Deadline {
    private final Session session;
    private final WebSocketTransport socket;

    private SocketStart(Session session, WebSocketTransport socket) {
      this.session = session;
      this.socket = socket;
    }

    @Override
    protected void expired() {
      start(session, socket);
    }
  }

  private Session newSession(String id, Function<Session, Transport> transport) {
    return new Session(server, loop, id, format.protocol(), visitor, transport);
  }

  private void setCookie(String id) {
    StickyCookie cookie = server.options().cookie();
    if (cookie.isSet()) {
      request.response().headers().add("Set-Cookie", cookie.header(id));
    }
  }
}
