package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Brings the polls and POSTs of a session from the loop they arrived on to the session's.
final class PollingRequests {
  private static final String BYTES = "application/octet-stream";

  private PollingRequests() {}

  /// Takes a request for a session, on the loop that it arrived on.
  static void handle(
      HttpServerRequest request, HttpExchange exchange, Session session, EngineLoop arrived) {
    EngineLoop loop = session.loop();
    if (request.method().equals(HttpMethod.GET)) {
      exchange.onAborted(loop, () -> withPolling(session, exchange, PollingTransport::onAborted));
      loop.execute(() -> withPolling(session, exchange, PollingTransport::onPoll));
    } else if (!request.method().equals(HttpMethod.POST)) {
      exchange.refuse(RequestError.BAD_REQUEST);
    } else if (isBytes(request) && session.protocol() == EngineProtocol.V4) {
      session.close(CloseReason.PARSE_ERROR);
      exchange.refuse(RequestError.BAD_REQUEST);
    } else if (declaredLength(request) > session.options().maxPayload()) {
      exchange.refuseRest(EngineLimit.PAYLOAD.requestError());
      session.exceeded(EngineLimit.PAYLOAD);
    } else {
      loop.execute(() -> withPolling(session, exchange, PollingTransport::onPostBegin));
      new Post(request, exchange, session).read(arrived);
    }
  }

  /// How long the body is said to be; 0 when it is not said.
  private static long declaredLength(HttpServerRequest request) {
    @Nullable String length = request.getHeader("Content-Length");
    return length == null ? 0 : Long.parseLong(length);
  }

  private static boolean isBytes(HttpServerRequest request) {
    @Nullable String type = request.getHeader("Content-Type");
    return type != null && type.toLowerCase(Locale.ROOT).startsWith(BYTES);
  }

  /// To be called on the session's loop: only there it is known whether the session still polls.
  private static void withPolling(
      Session session, HttpExchange exchange, BiConsumer<PollingTransport, HttpExchange> action) {
    @Nullable PollingTransport polling = session.polling();
    if (polling == null) {
      exchange.refuse(RequestError.BAD_REQUEST);
    } else {
      action.accept(polling, exchange);
    }
  }

  /// A POST whose body is being read, on the loop it arrived on; and the end of the time for that.
  private static final class Post extends Deadline {
    private final HttpServerRequest request;
    private final HttpExchange exchange;
    private final Session session;
    private final ByteBuf body = Unpooled.buffer();

    private Post(HttpServerRequest request, HttpExchange exchange, Session session) {
      this.request = request;
      this.exchange = exchange;
      this.session = session;
    }

    private void read(EngineLoop arrived) {
      arrived.schedule(this, session.options().postTimeout());
      request.handler(this::onChunk);
      request.exceptionHandler(failure -> onCut());
      request.endHandler(end -> onEnd(isBytes(request)));
    }

    private void onChunk(Buffer chunk) {
      if (exchange.isAnswered()) {
        return;
      }
      if (body.readableBytes() + chunk.length() > session.options().maxPayload()) {
        exceeded(EngineLimit.PAYLOAD);
      } else {
        body.writeBytes(((BufferInternal) chunk).getByteBuf());
      }
    }

    private void onCut() {
      cancel();
      if (!exchange.isAnswered()) {
        session.close(CloseReason.TRANSPORT_CLOSE);
      }
    }

    private void onEnd(boolean binary) {
      cancel();
      session
          .loop()
          .execute(
              () ->
                  withPolling(
                      session,
                      exchange,
                      (polling, finished) -> polling.onPost(finished, body, binary)));
    }

    @Override
    protected void expired() {
      if (!exchange.isAnswered()) {
        exceeded(EngineLimit.POST_TIME);
      }
    }

    private void exceeded(EngineLimit limit) {
      cancel();
      exchange.refuseRest(limit.requestError());
      session.exceeded(limit);
    }
  }
}
