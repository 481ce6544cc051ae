package io.belfry.server.api;

import io.belfry.server.action.Acts;
import io.belfry.server.problem.Checked;
import io.belfry.server.problem.FieldError;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/// The call by which backends hear of answers.
final class StreamOperations {
  private static final String LAST = "Last-Event-ID";
  private static final String SINCE = "since";
  private static final String NO_NUMBER = "must be the id of an event, a number";
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final Acts acts;
  private final Callers callers;
  private final Duration heartbeat;

  StreamOperations(Acts acts, Callers callers, Duration heartbeat) {
    this.acts = acts;
    this.callers = callers;
    this.heartbeat = heartbeat;
  }

  /// `GET /api/v1/stream`.
  void listen(RoutingContext call) {
    callers.backend(
        call,
        caller -> {
          switch (since(call)) {
            case Checked.Invalid<OptionalLong>(List<FieldError> errors) ->
                Replies.problem(call, Problem.invalid(errors));
            case Checked.Valid<OptionalLong>(OptionalLong since) -> {
              if (acts.enter()) {
                begin(call, since);
              } else {
                Replies.problem(call, ProblemCode.TOO_MANY_STREAMS);
              }
            }
          }
        });
  }

  /// The number after which it begins. A client that comes back by itself says it twice: its header
  /// is newer than the address.
  private static Checked<OptionalLong> since(RoutingContext call) {
    var parameters = new QueryParameters(call.queryParams(), Set.of(SINCE));
    String header = call.request().getHeader(LAST);
    Optional<Long> since =
        header == null
            ? parameters.value(SINCE, StreamOperations::number, NO_NUMBER)
            : number(header);
    if (header != null && since.isEmpty()) {
      parameters.error(LAST, NO_NUMBER);
    }
    return parameters.parsed(() -> since.map(OptionalLong::of).orElseGet(OptionalLong::empty));
  }

  private static Optional<Long> number(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  private void begin(RoutingContext call, OptionalLong since) {
    HttpServerResponse response = call.response();
    if (response.closed()) {
      acts.leave();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream");
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    response.putHeader("X-Accel-Buffering", "no");
    response.setChunked(true);
    var stream = new ActStream(acts, response, EventLoops.of(call), () -> cutOff(call));
    long timer =
        call.vertx()
            .setPeriodic(
                heartbeat.toMillis(),
                beat -> {
                  stream.beat();
                  endIfRevoked(call, stream);
                });
    response.endHandler(
        ended -> {
          call.vertx().cancelTimer(timer);
          acts.unlisten(stream);
          acts.leave();
        });
    stream.begin(since);
  }

  /// Not by way of the connection: that would wait until everything is written.
  private static void cutOff(RoutingContext call) {
    var connection = (HttpServerConnection) call.request().connection();
    var unused = connection.channelHandlerContext().close();
  }

  private void endIfRevoked(RoutingContext call, ActStream stream) {
    callers
        .isStillBackend(call)
        .thenAcceptAsync(
            still -> {
              if (!still) {
                stream.end();
              }
            },
            EventLoops.of(call));
  }
}
