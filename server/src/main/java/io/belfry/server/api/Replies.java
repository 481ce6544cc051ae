package io.belfry.server.api;

import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.JsonText;
import io.belfry.server.problem.FieldError;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.stream.Collectors;

/// Answers: JSON, or a problem (RFC 9457).
public final class Replies {
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence PROBLEM =
      HttpHeaders.createOptimized("application/problem+json");
  private static final String RETRY_AFTER_SECONDS = "1";

  private Replies() {}

  /// Answers with `json`; nothing when the caller is gone.
  static void json(RoutingContext call, int status, JsonBytes json) {
    HttpServerResponse response = call.response();
    if (!response.ended() && !response.closed()) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
      response.setStatusCode(status).end(Buffer.buffer(json.bytes()));
    }
  }

  /// Answers that it is done, with no body; nothing when the caller is gone.
  static void done(RoutingContext call) {
    HttpServerResponse response = call.response();
    if (!response.ended() && !response.closed()) {
      response.setStatusCode(204).end();
    }
  }

  /// Answers with `problem`; nothing when the caller is gone or has its answer.
  static void problem(RoutingContext call, Problem problem) {
    problem(call, problem, "");
  }

  /// The same with `members` more, each with a comma before it.
  static void problem(RoutingContext call, Problem problem, String members) {
    HttpServerResponse response = call.response();
    if (!response.ended() && !response.closed()) {
      var unused = problem(response, problem, members);
    }
  }

  /// Answers with `problem`, nothing having been written; done when that is written.
  public static Future<Void> problem(HttpServerResponse response, Problem problem) {
    return problem(response, problem, "");
  }

  private static Future<Void> problem(
      HttpServerResponse response, Problem problem, String members) {
    ProblemCode code = problem.code();
    response.putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM);
    if (code.retryable()) {
      response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    if (code.status() == 401) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    return response.setStatusCode(code.status()).end(Buffer.buffer(of(problem, members).bytes()));
  }

  /// Answers with the code's own problem.
  static void problem(RoutingContext call, ProblemCode code) {
    problem(call, Problem.of(code));
  }

  /// `problem` as JSON: `{title, status, code, detail?, errors?}`.
  static JsonBytes of(Problem problem) {
    return of(problem, "");
  }

  private static JsonBytes of(Problem problem, String members) {
    ProblemCode code = problem.code();
    var json = new StringBuilder(128);
    json.append("{\"title\":").append(quote(code.help()));
    json.append(",\"status\":").append(code.status());
    json.append(",\"code\":").append(quote(code.code()));
    if (!problem.detail().equals(code.help())) {
      json.append(",\"detail\":").append(quote(problem.detail()));
    }
    if (!problem.errors().isEmpty()) {
      json.append(
          problem.errors().stream()
              .map(Replies::of)
              .collect(Collectors.joining(",", ",\"errors\":[", "]")));
    }
    return JsonBytes.of(json.append(members).append('}').toString());
  }

  /// `text` as a JSON string.
  static String quote(String text) {
    return JsonText.quote(text);
  }

  private static String of(FieldError error) {
    return "{\"path\":" + quote(error.path()) + ",\"message\":" + quote(error.message()) + "}";
  }
}
