package io.belfry.server.realtime;

import io.belfry.server.inbox.Outcome;
import io.belfry.server.problem.Problem;
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

  /// `{code, message}`.
  static Map<String, String> error(Problem problem) {
    return Map.of("code", problem.code().code(), "message", problem.detail());
  }
}
