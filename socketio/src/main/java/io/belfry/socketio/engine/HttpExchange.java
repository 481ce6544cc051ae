package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One HTTP request and its answer, which may be given from any thread, once.
final class HttpExchange {
  private static final Logger log = LoggerFactory.getLogger(HttpExchange.class);
  private static final String PLAIN = "text/plain; charset=UTF-8";
  private static final String JSON = "application/json";

  private final HttpServerRequest request;
  private final Context context;
  private final EngineMetrics metrics;
  private final AtomicBoolean answered = new AtomicBoolean();

  /// To be made where the request is handled.
  HttpExchange(HttpServerRequest request, Context context, EngineMetrics metrics) {
    this.request = request;
    this.context = context;
    this.metrics = metrics;
  }

  /// Answers with packets.
  void answer(ByteBuf payload) {
    end(200, PLAIN, BufferInternal.buffer(payload));
  }

  /// Says that a POST was taken.
  void acknowledge() {
    end(200, PLAIN, Buffer.buffer("ok"));
  }

  /// Answers with an error.
  void refuse(RequestError error) {
    if (end(error.status(), JSON, Buffer.buffer(error.json()))) {
      log.atDebug().addKeyValue("error", error).log("Request refused");
      metrics.requestRefused(error);
    }
  }

  /// Answers that the body is too large, and closes the connection rather than read the rest.
  void refuseTooLarge() {
    if (answered.compareAndSet(false, true)) {
      HttpServerResponse response = request.response();
      response.setStatusCode(413).putHeader("Connection", "close");
      response.end().onComplete(done -> request.connection().close());
    }
  }

  boolean isAnswered() {
    return answered.get();
  }

  /// Has the task run on the loop if the client goes away before the answer; to be called where the
  /// request is handled.
  void onAborted(EngineLoop loop, Runnable task) {
    request.response().closeHandler(closed -> abort(loop, task));
  }

  private void abort(EngineLoop loop, Runnable task) {
    if (!request.response().ended()) {
      answered.set(true);
      loop.execute(task);
    }
  }

  private boolean end(int status, String contentType, Buffer body) {
    boolean first = answered.compareAndSet(false, true);
    if (first) {
      if (Vertx.currentContext() == context) {
        write(status, contentType, body);
      } else {
        context.runOnContext(ready -> write(status, contentType, body));
      }
    }
    return first;
  }

  private void write(int status, String contentType, Buffer body) {
    HttpServerResponse response = request.response();
    if (!response.ended() && !response.closed()) {
      response.setStatusCode(status).putHeader("Content-Type", contentType).end(body);
    }
  }
}
