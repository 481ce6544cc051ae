package io.belfry.server.api;

import io.belfry.server.action.Acts;
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
import java.util.regex.Pattern;

/// The call by which backends hear of answers.
final class StreamOperations {
  private static final String LAST = "Last-Event-ID";
  private static final String SINCE = "since";
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
          // A client that comes back by itself sends both: the header is newer.
          String name = call.request().getHeader(LAST) == null ? SINCE : LAST;
          Optional<String> since =
              Optional.ofNullable(call.request().getHeader(LAST))
                  .or(() -> Optional.ofNullable(call.queryParams().get(SINCE)));
          if (since.isPresent() && !NUMBER.matcher(since.get()).matches()) {
            var error = new FieldError(name, "must be the id of an event, a number");
            Replies.problem(call, Problem.invalid(List.of(error)));
          } else if (acts.enter()) {
            begin(
                call,
                since.map(Long::parseLong).map(OptionalLong::of).orElseGet(OptionalLong::empty));
          } else {
            Replies.problem(call, ProblemCode.TOO_MANY_STREAMS);
          }
        });
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
