package io.belfry.server.api;

import io.belfry.server.inbox.Inboxes;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.problem.FieldError;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import io.belfry.server.user.Topic;
import io.belfry.server.user.TopicStore;
import io.belfry.server.user.User;
import io.belfry.server.user.UserId;
import io.belfry.server.user.UserStore;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/// The calls that say what users are like, and what they subscribe to.
final class UserOperations {
  private final UserStore users;
  private final TopicStore topics;
  private final Inboxes inboxes;
  private final TakingIn takingIn;
  private final SideCalls calls;
  private final Callers callers;

  UserOperations(
      UserStore users,
      TopicStore topics,
      Inboxes inboxes,
      TakingIn takingIn,
      SideCalls calls,
      Callers callers) {
    this.users = users;
    this.topics = topics;
    this.inboxes = inboxes;
    this.takingIn = takingIn;
    this.calls = calls;
    this.callers = callers;
  }

  /// `PUT /api/v1/users/{id}`.
  void put(RoutingContext call) {
    callers.backendOn(
        call,
        Problem.invalid(List.of(new FieldError("id", UserIdList.USER_ID))),
        user ->
            Bodies.json(
                call,
                body -> UserReader.read(user, body),
                said ->
                    Continue.with(
                        call,
                        takingIn
                            .before(List.of(user))
                            .compose(taken -> calls.ask(() -> users.put(said)))
                            .compose(isNew -> refreshed(user).map(isNew)),
                        isNew -> Replies.json(call, isNew ? 201 : 200, json(said)))));
  }

  /// Has the log know it too: it decides by the time zone.
  private Future<Void> refreshed(UserId user) {
    return Future.fromCompletionStage(inboxes.refresh(user));
  }

  /// `GET /api/v1/users/{id}`.
  void find(RoutingContext call) {
    callers.backendOn(
        call,
        Problem.of(ProblemCode.NOT_FOUND),
        user ->
            Continue.with(
                call,
                calls.ask(() -> users.find(user)),
                found ->
                    found.ifPresentOrElse(
                        said -> Replies.json(call, 200, json(said)),
                        () -> Replies.problem(call, ProblemCode.NOT_FOUND))));
  }

  /// `DELETE /api/v1/users/{id}`.
  void forget(RoutingContext call) {
    callers.backendOn(
        call,
        Problem.of(ProblemCode.NOT_FOUND),
        user ->
            Continue.with(
                call,
                forgetAll(user),
                found -> {
                  if (found) {
                    call.response().setStatusCode(204).end();
                  } else {
                    Replies.problem(call, ProblemCode.NOT_FOUND);
                  }
                }));
  }

  /// Forgets what is known of `user` before their inbox, so that nothing begins another one with
  /// what was broadcast before; and again after it, as somebody who leaves is noted once more.
  private Future<Boolean> forgetAll(UserId user) {
    return calls
        .ask(() -> users.forget(user))
        .compose(
            known -> Future.fromCompletionStage(inboxes.forget(user)).map(inbox -> known || inbox))
        .compose(found -> calls.ask(() -> users.forget(user)).map(rest -> found || rest))
        .compose(found -> refreshed(user).map(found));
  }

  /// `GET /api/v1/users/{id}/topics`.
  void topics(RoutingContext call) {
    callers.backendOn(
        call,
        Problem.of(ProblemCode.NOT_FOUND),
        user ->
            NamePage.answer(
                call,
                Topic::parse,
                "topics",
                page -> calls.ask(() -> topics.topics(user, page.after(), page.wanted()))));
  }

  private static JsonBytes json(User user) {
    String profile = user.profile().json();
    String parts = profile.substring(1, profile.length() - 1);
    return JsonBytes.of(
        "{\"id\":%s%s,\"attributes\":%s}"
            .formatted(
                Replies.quote(user.id().value()),
                parts.isEmpty() ? "" : "," + parts,
                user.attributes().json()));
  }
}
