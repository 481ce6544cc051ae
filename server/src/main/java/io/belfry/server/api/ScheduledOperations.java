package io.belfry.server.api;

import io.belfry.server.broadcast.Broadcasts;
import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.Inboxes;
import io.belfry.server.inbox.Lanes;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.inbox.Scheduled;
import io.belfry.server.inbox.ScheduledStore;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.problem.Checked;
import io.belfry.server.problem.FieldError;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import io.belfry.server.user.UserId;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The calls about what was scheduled.
final class ScheduledOperations {
  static final String PATH = "/api/v1/notifications/";
  private static final String CANCEL_KEY = "cancelKey";
  private static final String USER = "user";

  private final ScheduledStore scheduled;
  private final Lanes lanes;
  private final Inboxes inboxes;
  private final Broadcasts broadcasts;
  private final Callers callers;
  private final SideCalls calls;
  private final InstantSource clock;

  ScheduledOperations(ApiParts parts, Callers callers) {
    this.scheduled = parts.scheduled();
    this.lanes = parts.lanes();
    this.inboxes = parts.inboxes();
    this.broadcasts = parts.broadcasts();
    this.callers = callers;
    this.calls = parts.sideCalls();
    this.clock = parts.clock();
  }

  /// `GET /api/v1/scheduled`.
  void list(RoutingContext call) {
    callers.backend(
        call,
        caller -> {
          var query =
              new QueryParameters(call.queryParams(), Set.of("limit", "cursor", USER, CANCEL_KEY));
          int limit = query.limit();
          Optional<ScheduledStore.Place> after = query.cursor(ScheduledJson::place);
          Optional<UserId> user = query.text(USER).flatMap(UserId::parse);
          if (query.text(USER).isPresent() && user.isEmpty()) {
            query.error(USER, UserIdList.USER_ID);
          }
          Optional<String> key = query.text(CANCEL_KEY).filter(text -> !text.isEmpty());
          if (query.text(CANCEL_KEY).isPresent() && key.isEmpty()) {
            query.error(CANCEL_KEY, "must not be empty");
          }
          Supplier<List<Scheduled>> find = () -> scheduled.waiting(user, key, after, limit + 1);
          switch (query.parsed(() -> find)) {
            case Checked.Invalid<Supplier<List<Scheduled>>> invalid ->
                Replies.problem(call, Problem.invalid(invalid.errors()));
            case Checked.Valid<Supplier<List<Scheduled>>> valid ->
                Continue.with(
                    call,
                    calls.ask(valid.value()),
                    found -> Replies.json(call, 200, ScheduledJson.page(found, limit)));
          }
        });
  }

  /// `POST /api/v1/notifications/cancel`.
  void cancel(RoutingContext call) {
    callers.backend(
        call,
        caller ->
            Bodies.json(
                call,
                ScheduledOperations::cancelKey,
                key ->
                    Continue.with(
                        call,
                        calls.ask(() -> scheduled.cancel(key, clock.millis())),
                        count ->
                            Replies.json(
                                call, 200, JsonBytes.of("{\"cancelled\":" + count + "}")))));
  }

  /// Answers `GET /api/v1/notifications/{id}` where no inbox has that notification.
  void status(RoutingContext call, NotificationId id) {
    Continue.with(
        call,
        calls.ask(() -> scheduled.find(id)),
        found ->
            found.ifPresentOrElse(
                waited -> status(call, waited),
                () -> Replies.problem(call, ProblemCode.NOT_FOUND)));
  }

  private void status(RoutingContext call, Scheduled waited) {
    if (waited.user().isEmpty() || waited.became().isEmpty()) {
      Replies.json(call, 200, ScheduledJson.of(waited));
      return;
    }
    Continue.with(
        call,
        Future.fromCompletionStage(inboxes.find(waited.became().get())),
        sent ->
            Replies.json(
                call,
                200,
                sent.map(stored -> ScheduledJson.of(waited, stored))
                    .orElseGet(() -> ScheduledJson.of(waited))));
  }

  /// Answers `DELETE /api/v1/notifications/{id}` where no inbox has that notification: cancels what
  /// waits, and recalls what was sent.
  void recall(RoutingContext call, NotificationId id) {
    Continue.with(
        call,
        calls.ask(() -> scheduled.cancel(id, clock.millis())),
        found ->
            found.ifPresentOrElse(
                waited -> recall(call, waited),
                () -> Replies.problem(call, ProblemCode.NOT_FOUND)));
  }

  private void recall(RoutingContext call, Scheduled waited) {
    if (waited.became().isEmpty()) {
      end(call, true);
      return;
    }
    NotificationId sent = waited.became().get();
    if (waited.user().isEmpty()) {
      Continue.with(call, calls.ask(() -> broadcasts.recall(sent)), done -> end(call, done));
      return;
    }
    lanes.submit(
        new Command.Delete(waited.user().get(), sent),
        EventLoops.of(call),
        outcome -> {
          if (outcome instanceof Outcome.Failed(ProblemCode code)) {
            Replies.problem(call, code);
          } else {
            end(call, outcome instanceof Outcome.Done);
          }
        });
  }

  private static void end(RoutingContext call, boolean done) {
    if (done) {
      call.response().setStatusCode(204).end();
    } else {
      Replies.problem(call, ProblemCode.NOT_FOUND);
    }
  }

  /// `{cancelKey}`.
  private static Checked<String> cancelKey(byte[] body) throws MalformedJsonException {
    return Json.read(
        body,
        parser -> {
          List<FieldError> errors = new ArrayList<>();
          List<String> key = new ArrayList<>(1);
          var object = new JsonObjectReader(parser, body, "", errors);
          boolean isObject =
              object.read(
                  name -> {
                    if (!name.equals(CANCEL_KEY)) {
                      return false;
                    }
                    object.text(name, 1, LaterReader.MAX_CANCEL_KEY).ifPresent(key::add);
                    return true;
                  });
          if (isObject) {
            object.require(CANCEL_KEY);
          }
          return errors.isEmpty()
              ? new Checked.Valid<>(key.getFirst())
              : new Checked.Invalid<>(errors);
        });
  }
}
