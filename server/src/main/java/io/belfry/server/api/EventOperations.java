package io.belfry.server.api;

import com.fasterxml.jackson.core.JsonToken;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.problem.Checked;
import io.belfry.server.problem.FieldError;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import io.belfry.server.realtime.TransientEvents;
import io.belfry.server.user.UserId;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The calls that tell sockets something and store nothing.
final class EventOperations {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final JsonBytes EMPTY = JsonBytes.of("{}");

  private final TransientEvents events;
  private final Callers callers;

  EventOperations(TransientEvents events, Callers callers) {
    this.events = events;
    this.callers = callers;
  }

  /// `POST /api/v1/events`.
  void emit(RoutingContext call) {
    callers.backend(
        call,
        caller ->
            Bodies.json(
                call,
                EventReader::read,
                emit -> {
                  emit(
                      call,
                      () ->
                          emit.everybody()
                              ? events.emitToAll(emit.event(), emit.data())
                              : events.emit(emit.to(), emit.event(), emit.data()),
                      count -> delivered(call, count));
                }));
  }

  /// `POST /message/{event}/{user}`.
  void relay(RoutingContext call) {
    callers.backend(
        call,
        caller -> {
          String event = Bodies.path(call, "event");
          Optional<UserId> user = UserId.parse(Bodies.path(call, "user"));
          if (!TransientEvents.isUsable(event)) {
            String message = "must be 1 to 128 characters, and not a name of the protocol's own";
            Replies.problem(call, Problem.invalid(List.of(new FieldError("event", message))));
          } else if (user.isEmpty()) {
            Replies.problem(call, ProblemCode.USER_OFFLINE);
          } else {
            relay(call, user.get(), event);
          }
        });
  }

  private void relay(RoutingContext call, UserId user, String event) {
    String type = call.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type != null && type.regionMatches(true, 0, FORM, 0, FORM.length())) {
      relay(call, user, event, form(call.request().formAttributes()));
    } else if (Bodies.isJson(call) && Bodies.bytes(call).length == 0) {
      relay(call, user, event, EMPTY);
    } else {
      Bodies.json(call, EventOperations::object, data -> relay(call, user, event, data));
    }
  }

  private void relay(RoutingContext call, UserId user, String event, JsonBytes data) {
    emit(
        call,
        () -> events.emit(List.of(user), event, data),
        count -> {
          if (count == 0) {
            Replies.problem(call, ProblemCode.USER_OFFLINE);
          } else {
            delivered(call, count);
          }
        });
  }

  private static void emit(
      RoutingContext call, Supplier<CompletionStage<Integer>> emitting, Consumer<Integer> then) {
    CompletionStage<Integer> counting;
    try {
      counting = emitting.get();
    } catch (IllegalArgumentException tooLarge) {
      Replies.problem(call, ProblemCode.PAYLOAD_TOO_LARGE);
      return;
    }
    Continue.with(call, Future.fromCompletionStage(counting), then);
  }

  private static void delivered(RoutingContext call, int count) {
    Replies.json(call, 200, JsonBytes.of("{\"delivered\":" + count + "}"));
  }

  private static Checked<JsonBytes> object(byte[] body) throws MalformedJsonException {
    return Json.read(
        body,
        parser -> {
          if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return new Checked.Invalid<>(List.of(new FieldError("", "must be an object")));
          }
          parser.skipChildren();
          return new Checked.Valid<>(JsonBytes.of(body));
        });
  }

  private static JsonBytes form(MultiMap fields) {
    return JsonBytes.of(
        fields.names().stream()
            .map(name -> Replies.quote(name) + ":" + values(fields.getAll(name)))
            .collect(Collectors.joining(",", "{", "}")));
  }

  private static String values(List<String> values) {
    return values.size() == 1
        ? Replies.quote(values.getFirst())
        : values.stream().map(Replies::quote).collect(Collectors.joining(",", "[", "]"));
  }
}
