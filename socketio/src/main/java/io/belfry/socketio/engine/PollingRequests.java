package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Brings the polls and POSTs of a session from the loop they arrived on to the session's.
final class PollingRequests {
  private PollingRequests() {}

  static void handle(
      HttpServerRequest request, HttpExchange exchange, Session session, int maxPayload) {
    EngineLoop loop = session.loop();
    if (request.method().equals(HttpMethod.GET)) {
      exchange.onAborted(loop, () -> withPolling(session, exchange, PollingTransport::onAborted));
      loop.execute(() -> withPolling(session, exchange, PollingTransport::onPoll));
    } else if (!request.method().equals(HttpMethod.POST)) {
      exchange.refuse(RequestError.BAD_REQUEST);
    } else if ("application/octet-stream".equals(request.getHeader("Content-Type"))) {
      session.close(CloseReason.PARSE_ERROR);
      exchange.refuse(RequestError.BAD_REQUEST);
    } else {
      loop.execute(() -> withPolling(session, exchange, PollingTransport::onPostBegin));
      new Post(request, exchange, session, maxPayload).read();
    }
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

  /// A POST whose body is being read, on the loop it arrived on.
  private static final class Post {
    private final HttpServerRequest request;
    private final HttpExchange exchange;
    private final Session session;
    private final int maxPayload;
    private final ByteBuf body = Unpooled.buffer();

    private Post(
        HttpServerRequest request, HttpExchange exchange, Session session, int maxPayload) {
      this.request = request;
      this.exchange = exchange;
      this.session = session;
      this.maxPayload = maxPayload;
    }

    private void read() {
      request.handler(this::onChunk);
      request.exceptionHandler(failure -> session.close(CloseReason.TRANSPORT_CLOSE));
      request.endHandler(
          end ->
              session
                  .loop()
                  .execute(
                      () ->
                          withPolling(
                              session, exchange, (polling, done) -> polling.onPost(done, body))));
    }

    private void onChunk(Buffer chunk) {
      if (exchange.isAnswered()) {
        return;
      }
      if (body.readableBytes() + chunk.length() > maxPayload) {
        exchange.refuseTooLarge();
        session.close(CloseReason.PAYLOAD_TOO_LARGE);
      } else {
        body.writeBytes(((BufferInternal) chunk).getByteBuf());
      }
    }
  }
}
