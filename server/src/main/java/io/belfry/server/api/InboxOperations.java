package io.belfry.server.api;

import io.belfry.server.action.Presses;
import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.Inboxes;
import io.belfry.server.inbox.Lanes;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.inbox.PageJson;
import io.belfry.server.inbox.PageQuery;
import io.belfry.server.inbox.StoredNotification;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.NotificationJson;
import io.belfry.server.notification.Press;
import io.belfry.server.problem.Checked;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import io.belfry.server.user.UserId;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/// The calls that read inboxes and change what is in them, for backends and for users.
final class InboxOperations {
  private final Lanes lanes;
  private final Inboxes inboxes;
  private final Presses presses;
  private final Callers callers;
  private final SnoozeReader snoozes;
  private final ScheduledOperations scheduled;

  InboxOperations(ApiParts parts, Callers callers, ScheduledOperations scheduled) {
    this.lanes = parts.lanes();
    this.inboxes = parts.inboxes();
    this.presses = parts.presses();
    this.callers = callers;
    this.snoozes = new SnoozeReader(parts.clock());
    this.scheduled = scheduled;
  }

  /// `GET /api/v1/users/{id}/inbox`.
  void ofUser(RoutingContext call) {
    callers.backend(
        call,
        caller ->
            UserId.parse(Bodies.path(call, "id"))
                .ifPresentOrElse(
                    user -> page(call, user), () -> Replies.problem(call, ProblemCode.NOT_FOUND)));
  }

  /// `GET /api/v1/me/inbox`.
  void mine(RoutingContext call) {
    callers.user(call, user -> page(call, user));
  }

  /// `GET /api/v1/notifications/{id}`.
  void status(RoutingContext call) {
    callers.backend(
        call,
        caller ->
            find(
                call,
                stored -> Replies.json(call, 200, NotificationStatus.of(stored)),
                id -> scheduled.status(call, id)));
  }

  /// `DELETE /api/v1/notifications/{id}`.
  void recall(RoutingContext call) {
    callers.backend(
        call,
        caller ->
            find(
                call,
                stored ->
                    submit(
                        call,
                        new Command.Delete(stored.user(), stored.notification().id()),
                        done -> call.response().setStatusCode(204).end()),
                id -> scheduled.recall(call, id)));
  }

  /// `GET /api/v1/me/notifications/{id}`.
  void myNotification(RoutingContext call) {
    callers.user(
        call,
        user ->
            find(
                call,
                stored -> {
                  if (stored.user().equals(user)) {
                    Replies.json(call, 200, NotificationJson.of(stored.notification()));
                  } else {
                    Replies.problem(call, ProblemCode.NOT_FOUND);
                  }
                },
                id -> Replies.problem(call, ProblemCode.NOT_FOUND)));
  }

  /// A call of `/api/v1/me/notifications/{id}…` that changes one notification.
  Consumer<RoutingContext> change(BiFunction<UserId, NotificationId, Command> command) {
    return call -> onMine(call, (user, id) -> submitForCounts(call, command.apply(user, id)));
  }

  /// `POST /api/v1/me/notifications/{id}/snooze`.
  void snooze(RoutingContext call) {
    onMine(
        call,
        (user, id) ->
            Bodies.json(
                call,
                snoozes::read,
                until -> submitForCounts(call, new Command.Snooze(user, id, until))));
  }

  /// `POST /api/v1/me/notifications/{id}/actions/{action}`.
  void act(RoutingContext call) {
    String action = Bodies.path(call, "action");
    onMine(
        call,
        (user, id) ->
            presses.submit(
                new Command.Act(user, id, action),
                EventLoops.of(call),
                outcome -> answer(call, outcome, done -> counts(call, done))));
  }

  /// Goes on as a user with the notification of the path.
  private void onMine(RoutingContext call, BiConsumer<UserId, NotificationId> then) {
    callers.user(
        call,
        user ->
            id(call)
                .ifPresentOrElse(
                    id -> then.accept(user, id),
                    () -> Replies.problem(call, ProblemCode.NOT_FOUND)));
  }

  /// A call of `/api/v1/me/inbox/…` that changes the whole inbox.
  Consumer<RoutingContext> changeAll(Function<UserId, Command> command) {
    return call -> callers.user(call, user -> submitForCounts(call, command.apply(user)));
  }

  private void page(RoutingContext call, UserId user) {
    switch (PageParameters.parse(call.queryParams())) {
      case Checked.Invalid<PageQuery> invalid ->
          Replies.problem(call, Problem.invalid(invalid.errors()));
      case Checked.Valid<PageQuery>(PageQuery query) ->
          Continue.with(
              call,
              Future.fromCompletionStage(
                  inboxes.read(user, reader -> PageJson.of(reader.page(user, query), ""))),
              json -> Replies.json(call, 200, json));
    }
  }

  /// Goes on with the notification of the path; with `otherwise` where no inbox has it.
  private void find(
      RoutingContext call, Consumer<StoredNotification> then, Consumer<NotificationId> otherwise) {
    Optional<NotificationId> id = id(call);
    if (id.isEmpty()) {
      Replies.problem(call, ProblemCode.NOT_FOUND);
      return;
    }
    Continue.with(
        call,
        Future.fromCompletionStage(inboxes.find(id.get())),
        found -> found.ifPresentOrElse(then, () -> otherwise.accept(id.get())));
  }

  private void submitForCounts(RoutingContext call, Command command) {
    submit(call, command, done -> counts(call, done));
  }

  private static void counts(RoutingContext call, Outcome.Done done) {
    Replies.json(
        call,
        200,
        JsonBytes.of(
            "{\"seq\":%d,\"unread\":%d,\"unseen\":%d}"
                .formatted(done.seq(), done.unread(), done.unseen())));
  }

  private void submit(RoutingContext call, Command command, Consumer<Outcome.Done> then) {
    lanes.submit(command, EventLoops.of(call), outcome -> answer(call, outcome, then));
  }

  private static void answer(RoutingContext call, Outcome outcome, Consumer<Outcome.Done> then) {
    switch (outcome) {
      case Outcome.Done done -> then.accept(done);
      case Outcome.Missing missing -> Replies.problem(call, ProblemCode.NOT_FOUND);
      case Outcome.NoSuchAction none -> Replies.problem(call, none.problem());
      case Outcome.AlreadyAnswered(Press press) ->
          Replies.problem(
              call, Problem.of(ProblemCode.ALREADY_ANSWERED), ",\"outcome\":" + press.json());
      case Outcome.NotAhead _ -> Replies.problem(call, SnoozeReader.NOT_AHEAD);
      case Outcome.Failed(ProblemCode code) -> Replies.problem(call, code);
      case Outcome.Answer _,
          Outcome.Mismatch _,
          Outcome.NotScheduled _,
          Outcome.Chosen _,
          Outcome.Invalid _ ->
          throw new IllegalStateException("nothing was sent");
    }
  }

  private static Optional<NotificationId> id(RoutingContext call) {
    return NotificationId.parse(Bodies.path(call, "id"));
  }
}
