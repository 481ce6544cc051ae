package io.belfry.server.api;

import io.belfry.server.inbox.Inboxes;
import io.belfry.server.inbox.StoredNotification;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.NotificationJson;
import io.belfry.server.notification.Priority;
import io.belfry.server.notification.Rfc3339;
import io.belfry.server.policy.Decide;
import io.belfry.server.policy.Decision;
import io.belfry.server.policy.DecisionJson;
import io.belfry.server.policy.Recipient;
import io.belfry.server.policy.Request;
import io.belfry.server.policy.Rules;
import io.belfry.server.problem.Checked;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import io.belfry.server.user.UserId;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/// Says why a notification spoke, and why another one would.
final class ExplainOperations {
  private static final Set<String> SUPPOSED = Set.of("user", "type", "priority", "at", "joinsCard");

  private final Inboxes inboxes;
  private final Rules rules;
  private final InstantSource clock;
  private final Callers callers;

  ExplainOperations(Inboxes inboxes, Rules rules, InstantSource clock, Callers callers) {
    this.inboxes = inboxes;
    this.rules = rules;
    this.clock = clock;
    this.callers = callers;
  }

  /// `GET /api/v1/explain`.
  void explain(RoutingContext call) {
    callers.backend(
        call,
        caller -> {
          if (call.queryParams().contains("notification")) {
            stored(call);
          } else {
            supposed(call);
          }
        });
  }

  private void stored(RoutingContext call) {
    var query = new QueryParameters(call.queryParams(), Set.of("notification"), SUPPOSED);
    Optional<NotificationId> id =
        query.required("notification", NotificationId::parse, "must be the id of a notification");
    answer(
        call,
        query.parsed(id::orElseThrow),
        wanted ->
            Continue.with(
                call,
                Future.fromCompletionStage(inboxes.find(wanted)),
                found ->
                    found.ifPresentOrElse(
                        stored -> Replies.json(call, 200, json(stored)),
                        () -> Replies.problem(call, ProblemCode.NOT_FOUND))));
  }

  private void supposed(RoutingContext call) {
    var query = new QueryParameters(call.queryParams(), SUPPOSED);
    Optional<UserId> user = query.required("user", UserId::parse, UserIdList.USER_ID);
    String type =
        query
            .value("type", text -> Optional.of(text).filter(Rules::isTypeName), Rules.TYPE_NAMES)
            .orElse("info");
    Priority priority =
        query
            .value("priority", Priority::parse, "must be low, normal, high or urgent")
            .orElse(Priority.NORMAL);
    long atMs =
        query
            .value(
                "at",
                ExplainOperations::time,
                "must be a time as in RFC 3339, such as 2030-01-01T12:00:00Z")
            .orElseGet(clock::millis);
    boolean joinsCard =
        query.value("joinsCard", ExplainOperations::flag, "must be true or false").orElse(false);
    answer(
        call,
        query.parsed(
            () -> new Supposed(user.orElseThrow(), new Request(type, priority, joinsCard), atMs)),
        supposed ->
            Continue.with(
                call,
                Future.fromCompletionStage(
                    inboxes.read(supposed.user, reader -> reader.recipient(supposed.user))),
                recipient -> Replies.json(call, 200, json(supposed, recipient))));
  }

  private static <T> void answer(RoutingContext call, Checked<T> asked, Consumer<T> then) {
    switch (asked) {
      case Checked.Invalid<T> invalid -> Replies.problem(call, Problem.invalid(invalid.errors()));
      case Checked.Valid<T>(T value) -> then.accept(value);
    }
  }

  /// `{userId, notification, channels}`.
  private static JsonBytes json(StoredNotification stored) {
    Notification notification = stored.notification();
    Decision decision = Decision.of(notification.decision(), notification.content().priority());
    return JsonBytes.of(
        "{\"userId\":%s,\"notification\":%s,\"channels\":%s}"
            .formatted(
                Replies.quote(stored.user().value()),
                NotificationJson.of(notification),
                DecisionJson.of(decision)));
  }

  /// `{userId, type, priority, at, timeZone, channels, heldUntil?}`.
  private JsonBytes json(Supposed supposed, Recipient recipient) {
    Request request = supposed.request;
    Decision decision = Decide.decide(request, recipient, rules, supposed.atMs);
    OptionalLong heldUntilMs = decision.heldUntilMs();
    return JsonBytes.of(
        "{\"userId\":%s,\"type\":\"%s\",\"priority\":\"%s\",\"at\":\"%s\","
            .concat("\"timeZone\":\"%s\",\"channels\":%s%s}")
            .formatted(
                Replies.quote(supposed.user.value()),
                request.type(),
                request.priority().wire(),
                Rfc3339.text(supposed.atMs),
                recipient.zone(),
                DecisionJson.of(decision),
                heldUntilMs.isPresent() ? ",\"heldUntil\":" + heldUntilMs.getAsLong() : ""));
  }

  private static Optional<Long> time(String text) {
    return Rfc3339.epochMs(text).stream().boxed().findFirst();
  }

  private static Optional<Boolean> flag(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /// What may be sent, when.
  private record Supposed(UserId user, Request request, long atMs) {}
}
