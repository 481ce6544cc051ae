package io.belfry.server.realtime;

import io.belfry.server.inbox.Outcome;
import io.belfry.server.notification.JsonText;
import io.belfry.server.notification.Press;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import io.belfry.socketio.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What clients are answered: `{ok: true, …}` or `{error: {code, message}}`.
final class Answers {
  static final Map<String, Boolean> OK = Map.of("ok", true);

  private Answers() {}

  /// `{ok: true, seq, unread, unseen}`.
  static RawJson done(Outcome.Done done) {
    String json =
        "{\"ok\":true,\"seq\":%d,\"unread\":%d,\"unseen\":%d}"
            .formatted(done.seq(), done.unread(), done.unseen());
    return new RawJson(json.getBytes(StandardCharsets.US_ASCII));
  }

  /// `{error: {code, message}}`.
  static Map<String, Object> failed(Problem problem) {
    return Map.of("error", error(problem));
  }

  /// `{error: {code, message, outcome: {action, at, by}}}`.
  static RawJson answered(Press press) {
    ProblemCode code = ProblemCode.ALREADY_ANSWERED;
    String json =
        "{\"error\":{\"code\":\"%s\",\"message\":%s,\"outcome\":%s}}"
            .formatted(code.code(), JsonText.quote(code.help()), press.json());
    return new RawJson(json.getBytes(StandardCharsets.UTF_8));
  }

  /// `{code, message}`.
  static Map<String, String> error(Problem problem) {
    return Map.of("code", problem.code().code(), "message", problem.detail());
  }
}
