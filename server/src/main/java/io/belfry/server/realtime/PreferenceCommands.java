package io.belfry.server.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.Inboxes;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.policy.PreferencesPatch;
import io.belfry.server.policy.PreferencesView;
import io.belfry.server.policy.Recipient;
import io.belfry.server.policy.Rules;
import io.belfry.server.problem.Checked;
import io.belfry.server.problem.FieldError;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import io.belfry.socketio.Event;
import io.belfry.socketio.RawJson;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/// What an identified client may ask of its user's preferences. Safe for several threads.
final class PreferenceCommands {
  private final Submitting submitting;
  private final Inboxes inboxes;
  private final Rules rules;
  private final InstantSource clock;

  PreferenceCommands(Submitting submitting, Inboxes inboxes, Rules rules, InstantSource clock) {
    this.submitting = submitting;
    this.inboxes = inboxes;
    this.rules = rules;
    this.clock = clock;
  }

  /// What is done about each event, by its name.
  Map<String, BiConsumer<Event, Client>> handlers() {
    return Map.of(
        "getPreferences", this::show,
        "setPreferences", (event, client) -> change(event, client, event.arg(0)),
        "setDoNotDisturb", this::pause);
  }

  private void show(Event event, Client client) {
    submitting.read(
        event,
        client,
        () -> inboxes.read(client.user(), reader -> reader.recipient(client.user())),
        this::view);
  }

  private void pause(Event event, Client client) {
    JsonNode until = event.arg(0);
    if (until.isMissingNode()) {
      Submitting.refuse(
          event,
          Problem.of(
              ProblemCode.INVALID_REQUEST,
              "setDoNotDisturb takes a time in epoch milliseconds or RFC 3339, or null."));
      return;
    }
    change(event, client, JsonNodeFactory.instance.objectNode().set("doNotDisturbUntil", until));
  }

  private void change(Event event, Client client, JsonNode wanted) {
    switch (PreferencesPatch.parse(wanted, rules)) {
      case Checked.Invalid<PreferencesPatch>(List<FieldError> errors) -> refuse(event, errors);
      case Checked.Valid<PreferencesPatch>(PreferencesPatch patch) ->
          submitting.submit(
              event,
              client,
              new Command.SetPreferences(client.user(), patch),
              outcome -> answer(event, outcome));
    }
  }

  private void answer(Event event, Outcome outcome) {
    switch (outcome) {
      case Outcome.Chosen chosen -> event.ack(view(chosen.recipient()));
      case Outcome.Invalid(List<FieldError> errors) -> refuse(event, errors);
      case Outcome.Failed(ProblemCode code) -> Submitting.refuse(event, Problem.of(code));
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

  private static void refuse(Event event, List<FieldError> errors) {
    String what =
        errors.stream()
            .map(error -> name(error.path()) + " " + error.message())
            .collect(Collectors.joining("; "));
    Submitting.refuse(event, Problem.of(ProblemCode.VALIDATION_FAILED, what + "."));
  }

  private static String name(String path) {
    return path.isEmpty() ? "the preferences" : path;
  }

  private RawJson view(Recipient recipient) {
    String json = PreferencesView.json(recipient, rules, clock.millis());
    return new RawJson(("{\"ok\":true," + json.substring(1)).getBytes(StandardCharsets.UTF_8));
  }
}
