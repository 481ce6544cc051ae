package io.belfry.server.api;

import io.belfry.server.inbox.Outcome;
import io.belfry.server.notification.JsonBytes;
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

  /// `{accepted, suppressed, notifications: [{to, id}, …]}`; `suppressed` only where some were.
  static JsonBytes list(Send send, List<Outcome> outcomes) {
    List<String> sent = new ArrayList<>(outcomes.size());
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) instanceof Outcome.Sent one) {
        String to = Replies.quote(send.to().get(i).value());
        sent.add("{\"to\":%s,\"id\":\"%s\"}".formatted(to, one.id()));
      }
    }
    int suppressed = outcomes.size() - sent.size();
    return JsonBytes.of(
        "{\"accepted\":%d%s,\"notifications\":[%s]}"
            .formatted(
                sent.size(),
                suppressed == 0 ? "" : ",\"suppressed\":" + suppressed,
                String.join(",", sent)));
  }

  /// `{results: [{status, notification | suppressed and channels | error}, …]}`.
  static JsonBytes batch(List<Parsed<Send>> items, List<Outcome> outcomes) {
    return JsonBytes.of(
        each(items, outcomes).stream()
            .map(
                result ->
                    switch (result) {
                      case Result.Stored(String json) ->
                          "{\"status\":201,\"notification\":" + json + "}";
                      case Result.Suppressed(String json) -> "{\"status\":200," + json.substring(1);
                      case Result.Refused(Problem problem) ->
                          "{\"status\":%d,\"error\":%s}"
                              .formatted(problem.code().status(), Replies.of(problem));
                    })
            .collect(Collectors.joining(",", "{\"results\":[", "]}")));
  }

  /// `{success, results: [{success, notification | error}, …]}`.
  static JsonBytes compatBatch(List<Parsed<Send>> items, List<Outcome> outcomes) {
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
                      case Result.Refused(Problem problem) ->
                          "{\"success\":false,\"error\":" + Replies.of(problem) + "}";
                    })
            .collect(Collectors.joining(",", "{\"success\":" + success + ",\"results\":[", "]}")));
  }

  /// `{success, notification}`.
  static JsonBytes compat(Outcome outcome) {
    return JsonBytes.of(
        outcome instanceof Outcome.Sent sent
            ? "{\"success\":true,\"notification\":" + sent.json() + "}"
            : SUPPRESSED);
  }

  private static List<Result> each(List<Parsed<Send>> items, List<Outcome> outcomes) {
    List<Result> results = new ArrayList<>(items.size());
    int next = 0;
    for (Parsed<Send> item : items) {
      results.add(
          switch (item) {
            case Parsed.Invalid<Send> invalid ->
                new Result.Refused(Problem.invalid(invalid.errors()));
            case Parsed.Valid<Send> valid -> result(outcomes.get(next++));
          });
    }
    return results;
  }

  private static Result result(Outcome outcome) {
    return refusal(outcome)
        .<Result>map(Result.Refused::new)
        .orElseGet(
            () ->
                outcome instanceof Outcome.Suppressed(JsonBytes json)
                    ? new Result.Suppressed(json.toString())
                    : new Result.Stored(((Outcome.Answer) outcome).json().toString()));
  }

  /// Why a send was refused; nothing when it was not.
  static Optional<Problem> refusal(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answer answer -> Optional.empty();
      case Outcome.Mismatch mismatch -> Optional.of(Problem.of(ProblemCode.IDEMPOTENCY_MISMATCH));
      case Outcome.NotAhead late -> Optional.of(ExpiryReader.NOT_AHEAD);
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

    record Refused(Problem problem) implements Result {}
  }
}
