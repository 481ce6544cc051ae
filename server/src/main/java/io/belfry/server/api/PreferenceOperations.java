package io.belfry.server.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.Inboxes;
import io.belfry.server.inbox.Lanes;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.policy.PreferencesPatch;
import io.belfry.server.policy.PreferencesView;
import io.belfry.server.policy.Recipient;
import io.belfry.server.policy.Rules;
import io.belfry.server.problem.Checked;
import io.belfry.server.problem.FieldError;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import io.belfry.server.user.UserId;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;

/// The calls that read and change preferences, for backends and for users.
final class PreferenceOperations {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Lanes lanes;
  private final Inboxes inboxes;
  private final Rules rules;
  private final InstantSource clock;
  private final Callers callers;

  PreferenceOperations(
      Lanes lanes, Inboxes inboxes, Rules rules, InstantSource clock, Callers callers) {
    this.lanes = lanes;
    this.inboxes = inboxes;
    this.rules = rules;
    this.clock = clock;
    this.callers = callers;
  }

  /// `GET /api/v1/me/preferences`.
  void mine(RoutingContext call) {
    callers.user(call, user -> show(call, user));
  }

  /// `PATCH /api/v1/me/preferences`.
  void changeMine(RoutingContext call) {
    callers.user(call, user -> change(call, user));
  }

  /// `GET /api/v1/users/{id}/preferences`.
  void ofUser(RoutingContext call) {
    callers.backendOn(call, Problem.of(ProblemCode.NOT_FOUND), user -> show(call, user));
  }

  /// `PATCH /api/v1/users/{id}/preferences`.
  void changeOfUser(RoutingContext call) {
    callers.backendOn(
        call,
        Problem.invalid(List.of(new FieldError("id", UserIdList.USER_ID))),
        user -> change(call, user));
  }

  private void show(RoutingContext call, UserId user) {
    Continue.with(
        call,
        Future.fromCompletionStage(inboxes.read(user, reader -> reader.recipient(user))),
        recipient -> Replies.json(call, 200, view(recipient)));
  }

  private void change(RoutingContext call, UserId user) {
    Bodies.json(
        call,
        this::patch,
        patch ->
            lanes.submit(
                new Command.SetPreferences(user, patch),
                EventLoops.of(call),
                outcome -> answer(call, outcome)));
  }

  private Checked<PreferencesPatch> patch(byte[] body) throws MalformedJsonException {
    return PreferencesPatch.parse(Json.read(body, JSON::readTree), rules);
  }

  private void answer(RoutingContext call, Outcome outcome) {
    switch (outcome) {
      case Outcome.Chosen chosen -> Replies.json(call, 200, view(chosen.recipient()));
      case Outcome.Invalid(List<FieldError> errors) ->
          Replies.problem(call, Problem.invalid(errors));
      case Outcome.Failed(ProblemCode code) -> Replies.problem(call, code);
      case Outcome.Answer _,
          Outcome.Mismatch _,
          Outcome.NotAhead _,
          Outcome.NotScheduled _,
          Outcome.Done _,
          Outcome.Missing _,
          Outcome.NoSuchAction _,
          Outcome.AlreadyAnswered _ ->
          throw new IllegalStateException("preferences are chosen");
    }
  }

  private JsonBytes view(Recipient recipient) {
    return JsonBytes.of(PreferencesView.json(recipient, rules, clock.millis()));
  }
}
