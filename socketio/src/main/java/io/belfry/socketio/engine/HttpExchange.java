package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One HTTP request and its answer, which may be given from any thread, once.
final class HttpExchange {
  private static final Logger log = LoggerFactory.getLogger(HttpExchange.class);
  private static final String PLAIN = "text/plain; charset=UTF-8";
  private static final String BYTES = "application/octet-stream";
  private static final String JSON = "application/json";

  /// RFC 9113, section 8.1: the answer is whole, and the rest of the request is not needed.
  private static final long NO_ERROR = 0;

  private final HttpServerRequest request;
  private final Context context;
  private final EngineServer server;
  private final AtomicBoolean answered = new AtomicBoolean();

  /// To be made where the request is handled.
  HttpExchange(HttpServerRequest request, Context context, EngineServer server) {
    this.request = request;
    this.context = context;
    this.server = server;
  }

  /// Answers with packets.
  void answer(PollingBody body) {
    int from = server.options().compressPollsFrom();
    boolean gzip = from > 0 && body.bytes().readableBytes() >= from && acceptsGzip();
    end(
        200,
        response -> {
          response.putHeader("Content-Type", body.binary() ? BYTES : PLAIN);
          response.putHeader("Cache-Control", "no-store");
          if (gzip) {
            response.putHeader("Content-Encoding", "gzip");
          }
        },
        BufferInternal.buffer(gzip ? gzip(body.bytes()) : body.bytes()));
  }

  /// Says that a POST was taken.
  void acknowledge() {
    end(200, response -> response.putHeader("Content-Type", PLAIN), Buffer.buffer("ok"));
  }

  /// Answers with an error.
  void refuse(RequestError error) {
    boolean first =
        end(
            error.status(),
            response -> {
              response.putHeader("Content-Type", JSON);
              if (error.isTemporary()) {
                response.putHeader("Retry-After", "1");
              }
            },
            Buffer.buffer(error.json()));
    if (first) {
      count(error);
    }
  }

  /// Answers with an error, and ends the connection (of HTTP/2, the stream) rather than look at the
  /// rest of the request, or at another behind it (RFC 9112, section 9.6); to be called where the
  /// request is handled.
  void refuseRest(RequestError error) {
    if (answered.compareAndSet(false, true)) {
      HttpServerResponse response = request.response();
      response.setStatusCode(error.status()).putHeader("Content-Type", JSON);
      if (request.version() == HttpVersion.HTTP_2) {
        response.end(error.json()).onComplete(_ -> response.reset(NO_ERROR));
      } else {
        var connection = (HttpServerConnection) request.connection();
        ChannelHandlerContext reader = connection.channelHandlerContext();
        Farewells.stopHearing(reader);
        response
            .putHeader("Connection", "close")
            .end(error.json())
            .onComplete(_ -> server.farewells().patient(reader.channel(), Unpooled.EMPTY_BUFFER));
      }
      count(error);
    }
  }

  private void count(RequestError error) {
    log.atDebug().addKeyValue("error", error).log("Request refused");
    server.metrics().requestRefused(error);
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

  private boolean acceptsGzip() {
    @Nullable String accepted = request.getHeader("Accept-Encoding");
    if (accepted != null) {
      for (String coding : accepted.split(",", -1)) {
        String[] parts = coding.split(";", 2);
        if (parts[0].strip().equalsIgnoreCase("gzip")) {
          return parts.length == 1 || !parts[1].strip().matches("[qQ]=0(\\.0*)?");
        }
      }
    }
    return false;
  }

  private static ByteBuf gzip(ByteBuf bytes) {
    ByteBuf compressed = Unpooled.buffer(bytes.readableBytes() / 4);
    try (OutputStream out = new GZIPOutputStream(new ByteBufOutputStream(compressed))) {
      bytes.readBytes(out, bytes.readableBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("writing into memory", e);
    }
    return compressed;
  }

  private boolean end(int status, Consumer<HttpServerResponse> head, Buffer body) {
    boolean first = answered.compareAndSet(false, true);
    if (first) {
      if (Vertx.currentContext() == context) {
        write(status, head, body);
      } else {
        context.runOnContext(ready -> write(status, head, body));
      }
    }
    return first;
  }

  private void write(int status, Consumer<HttpServerResponse> head, Buffer body) {
    HttpServerResponse response = request.response();
    if (!response.ended() && !response.closed()) {
      response.setStatusCode(status);
      head.accept(response);
      response.end(body);
    }
  }
}
