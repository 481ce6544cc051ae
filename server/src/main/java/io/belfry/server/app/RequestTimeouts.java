package io.belfry.server.app;

import io.belfry.server.api.Replies;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Ends HTTP connections whose client does not get on. An idle timeout sees only that bytes come: a
/// client that sends one a minute would keep its connection for good, and so a descriptor
/// ("slowloris").
///
/// Of one listener, for the thread of its event loop.
final class RequestTimeouts implements Handler<HttpServerRequest> {
  /// How exactly the times are kept.
  static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Limits limits;
  private final Handler<HttpServerRequest> handler;
  private final Counter late;
  private final Map<HttpConnection, Progress> connections = new HashMap<>();

  /// How long what may take.
  ///
  /// @param arrival until the first request of a connection begins, and until a request's body has
  ///   come
  /// @param rest until the next request begins
  record Limits(Duration arrival, Duration rest) {}

  /// Passes requests on to `handler` and counts in `late` whose time was up.
  RequestTimeouts(Limits limits, Handler<HttpServerRequest> handler, Counter late) {
    this.limits = limits;
    this.handler = handler;
    this.late = late;
  }

  /// Begins to watch `connection`, which was just accepted.
  void opened(HttpConnection connection) {
    connections.put(connection, new Progress());
  }

  @Override
  public void handle(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    Progress progress = connections.get(connection);
    if (progress != null) {
      progress.request = request;
    }
    handler.handle(request);
    if (isOver(connection)) {
      connections.remove(connection);
    }
  }

  /// Looks at every connection.
  ///
  /// @param nowNanos on the clock of [System#nanoTime]
  void check(long nowNanos) {
    Iterator<Map.Entry<HttpConnection, Progress>> each = connections.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<HttpConnection, Progress> entry = each.next();
      if (isOver(entry.getKey())) {
        each.remove();
      } else if (entry.getValue().isLate(limits, nowNanos)) {
        each.remove();
        late.increment();
        end(entry.getKey(), entry.getValue());
      }
    }
  }

  private void end(HttpConnection connection, Progress progress) {
    HttpServerResponse response = progress.unanswered();
    if (response == null || response.headWritten()) {
      connection.close();
      return;
    }
    response.putHeader("Connection", "close");
    String detail =
        "The request took more than %d ms to come.".formatted(limits.arrival.toMillis());
    Replies.problem(response, Problem.of(ProblemCode.REQUEST_TIMEOUT, detail))
        .onComplete(_ -> connection.close());
  }

  /// Whether it is closed or no longer HTTP.
  private static boolean isOver(HttpConnection connection) {
    return ((HttpServerConnection) connection).channelHandlerContext().isRemoved();
  }

  private enum Phase {
    OPENED,
    READING,
    ANSWERING,
    RESTING
  }

  /// How far one connection is, and since when, to the accuracy of the checks.
  private static final class Progress {
    private @Nullable HttpServerRequest request;
    private @Nullable HttpServerRequest seen;
    private @Nullable Phase phase;
    private long sinceNanos;

    boolean isLate(Limits limits, long nowNanos) {
      Phase now = phase();
      if (now != phase || request != seen) {
        phase = now;
        seen = request;
        sinceNanos = nowNanos;
      }
      long nanos = nowNanos - sinceNanos;
      return switch (now) {
        case OPENED, READING -> nanos > limits.arrival.toNanos();
        case RESTING -> nanos > limits.rest.toNanos();
        case ANSWERING -> false;
      };
    }

    @Nullable HttpServerResponse unanswered() {
      return request == null || request.response().ended() ? null : request.response();
    }

    private Phase phase() {
      if (request == null) {
        return Phase.OPENED;
      }
      if (!request.isEnded()) {
        return Phase.READING;
      }
      return request.response().ended() ? Phase.RESTING : Phase.ANSWERING;
    }
  }
}
