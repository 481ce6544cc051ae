package io.belfry.server.api;

import io.belfry.server.inbox.Outcome;
import io.belfry.server.inbox.Unschedulable;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.problem.Checked;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the callers that send are answered.
final class SendAnswers {
  private static final String SUPPRESSED =
      "{\"success\":true,\"notification\":null,\"suppressed\":true}";

  private SendAnswers() {}

  /// `{accepted, suppressed, notifications: [{to, id}, …]}`; `suppressed` only where some were, of
  /// what is sent later `sendAt` and `status`, too, and `refused: [{to, error}, …]` where it cannot
  /// be for some.
  static JsonBytes list(Send send, List<Outcome> outcomes) {
    List<String> accepted = new ArrayList<>(outcomes.size());
    List<String> refused = new ArrayList<>(0);
    for (int i = 0; i < outcomes.size(); i++) {
      String to = "{\"to\":" + Replies.quote(send.to().get(i).value()) + ",";
      Optional<Problem> refusal = refusal(outcomes.get(i));
      if (refusal.isPresent()) {
        refused.add(to + "\"error\":" + Replies.of(refusal.get()) + "}");
      } else if (outcomes.get(i) instanceof Outcome.Sent sent) {
        accepted.add(
            to
                + (send.later().isPresent()
                    ? sent.json().toString().substring(1)
                    : "\"id\":\"" + sent.id() + "\"}"));
      }
    }
    int suppressed = outcomes.size() - accepted.size() - refused.size();
    return JsonBytes.of(
        "{\"accepted\":%d,".formatted(accepted.size())
            + (suppressed == 0 ? "" : "\"suppressed\":" + suppressed + ",")
            + "\"notifications\":["
            + String.join(",", accepted)
            + (refused.isEmpty() ? "" : "],\"refused\":[" + String.join(",", refused))
            + "]}");
  }

  /// `{results: [{status, notification | suppressed and channels | error}, …]}`.
  static JsonBytes batch(List<Checked<Send>> items, List<Outcome> outcomes) {
    return JsonBytes.of(
        each(items, outcomes).stream()
            .map(
                result ->
                    switch (result) {
                      case Result.Stored(String json) ->
                          "{\"status\":201,\"notification\":" + json + "}";
                      case Result.Suppressed(String json) -> "{\"status\":200," + json.substring(1);
                      case Result.Scheduled(String json) ->
                          "{\"status\":202,\"scheduled\":" + json + "}";
                      case Result.Refused(Problem problem) ->
                          "{\"status\":%d,\"error\":%s}"
                              .formatted(problem.code().status(), Replies.of(problem));
                    })
            .collect(Collectors.joining(",", "{\"results\":[", "]}")));
  }

  /// `{success, results: [{success, notification | error}, …]}`.
  static JsonBytes compatBatch(List<Checked<Send>> items, List<Outcome> outcomes) {
    List<Result> results = each(items, outcomes);
    boolean success = results.stream().noneMatch(Result.Refused.class::isInstance);
    return JsonBytes.of(
        results.stream()
            .map(
                result ->
                    switch (result) {
                      case Result.Stored(String json) ->
                          "{\"success\":true,\"notification\":" + json + "}";
                      case Result.Suppressed suppressed -> SUPPRESSED;
                      case Result.Scheduled(String json) ->
                          "{\"success\":true,\"scheduled\":" + json + "}";
                      case Result.Refused(Problem problem) ->
                          "{\"success\":false,\"error\":" + Replies.of(problem) + "}";
                    })
            .collect(Collectors.joining(",", "{\"success\":" + success + ",\"results\":[", "]}")));
  }

  /// `{success, notification}`, or `{success, scheduled}` of what is sent later.
  static JsonBytes compat(Send send, Outcome outcome) {
    String what = send.later().isPresent() ? "scheduled" : "notification";
    return JsonBytes.of(
        outcome instanceof Outcome.Sent sent
            ? "{\"success\":true,\"" + what + "\":" + sent.json() + "}"
            : SUPPRESSED);
  }

  private static List<Result> each(List<Checked<Send>> items, List<Outcome> outcomes) {
    List<Result> results = new ArrayList<>(items.size());
    int next = 0;
    for (Checked<Send> item : items) {
      results.add(
          switch (item) {
            case Checked.Invalid<Send> invalid ->
                new Result.Refused(Problem.invalid(invalid.errors()));
            case Checked.Valid<Send>(Send send) -> result(send, outcomes.get(next++));
          });
    }
    return results;
  }

  private static Result result(Send send, Outcome outcome) {
    Optional<Problem> refusal = refusal(outcome);
    if (refusal.isPresent()) {
      return new Result.Refused(refusal.get());
    }
    String json = ((Outcome.Answer) outcome).json().toString();
    if (outcome instanceof Outcome.Suppressed) {
      return new Result.Suppressed(json);
    }
    return send.later().isPresent() ? new Result.Scheduled(json) : new Result.Stored(json);
  }

  /// Why all were refused; nothing when one was not.
  static Optional<Problem> refusal(List<Outcome> outcomes) {
    return outcomes.stream().anyMatch(Outcome.Answer.class::isInstance)
        ? Optional.empty()
        : refusal(outcomes.getFirst());
  }

  /// Why a send was refused; nothing when it was not.
  static Optional<Problem> refusal(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answer answer -> Optional.empty();
      case Outcome.Mismatch mismatch -> Optional.of(Problem.of(ProblemCode.IDEMPOTENCY_MISMATCH));
      case Outcome.NotAhead late -> Optional.of(ExpiryReader.NOT_AHEAD);
      case Outcome.NotScheduled(Unschedulable why) -> Optional.of(LaterReader.problem(why));
      case Outcome.Failed(ProblemCode code) -> Optional.of(Problem.of(code));
      case Outcome.Done _,
          Outcome.Missing _,
          Outcome.Chosen _,
          Outcome.Invalid _,
          Outcome.NoSuchAction _,
          Outcome.AlreadyAnswered _ ->
          throw new IllegalStateException("a send is sent");
    };
  }

  /// What became of one of many.
  private sealed interface Result {
    record Stored(String json) implements Result {}

    record Suppressed(String json) implements Result {}

    record Scheduled(String json) implements Result {}

    record Refused(Problem problem) implements Result {}
  }
}
