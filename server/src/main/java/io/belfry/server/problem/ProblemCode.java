package io.belfry.server.problem;

/// Everything that can go wrong in a way that a client sees: the stable code, the HTTP status, and
/// a line of help.
///
/// The same codes appear in `application/problem+json` (RFC 9457), in acknowledgements `{error:
/// {code, message}}`, in `connect_error` and in `authError`.
public enum ProblemCode {
  INVALID_REQUEST(400, "The request cannot be understood."),
  MALFORMED_JSON(400, "The body is not valid JSON in UTF-8."),
  UNAUTHENTICATED(401, "Send an API key, or a user's token, as 'Authorization: Bearer …'."),
  TOKEN_MISSING(401, "Send the user's token."),
  TOKEN_INVALID(401, "The token is not one that this server accepts."),
  TOKEN_EXPIRED(401, "The token has expired: get a new one."),
  TOKEN_ALGORITHM(401, "The token is signed with an algorithm that this server does not accept."),
  TOKEN_SUBJECT_MISSING(401, "The token has no 'sub' that is a user id."),
  ORIGIN_NOT_ALLOWED(403, "Pages of this origin may not call: see the setting 'cors.origins'."),
  NOT_FOUND(404, "There is no such thing here."),
  USER_OFFLINE(404, "No socket of this user is connected."),
  UNKNOWN_ACTION(404, "This notification has no such action."),
  METHOD_NOT_ALLOWED(405, "This address does not take that method."),
  REQUEST_TIMEOUT(408, "The request did not come in time: try again.", true),
  ALREADY_IDENTIFIED(409, "This socket belongs to another user already: open a new one."),
  IDEMPOTENCY_IN_PROGRESS(409, "A request with this Idempotency-Key is still under way.", true),
  RECALLED(409, "This broadcast was recalled, or has expired."),
  ALREADY_ANSWERED(409, "Somebody was first: see 'outcome'."),
  PAYLOAD_TOO_LARGE(413, "The body is larger than this server accepts."),
  UNSUPPORTED_MEDIA_TYPE(415, "Send 'Content-Type: application/json'."),
  VALIDATION_FAILED(422, "Some fields are not valid: see 'errors'."),
  IDEMPOTENCY_MISMATCH(422, "This Idempotency-Key was used for another body."),
  UNKNOWN_EVENT(404, "This server does not know that event."),
  TOO_MANY_SOCKETS(429, "This user has as many sockets as one may have: close some.", true),
  TOO_MANY_STREAMS(429, "This server has as many listening backends as it takes.", true),
  INTERNAL(500, "The server failed: this is not your fault."),
  OVERLOADED(503, "The server is busy: try again.", true),
  UNAVAILABLE(503, "The store cannot be reached: try again.", true),
  STORAGE_FULL(507, "The server's disk is full: nothing was stored.", true);

  private final int status;
  private final String help;
  private final boolean retryable;
  private final String code;

  ProblemCode(int status, String help) {
    this(status, help, false);
  }

  ProblemCode(int status, String help, boolean retryable) {
    this.status = status;
    this.help = help;
    this.retryable = retryable;
    this.code = name().toLowerCase(java.util.Locale.ROOT);
  }

  /// The stable code as clients see it, such as `not_found`.
  public String code() {
    return code;
  }

  /// The HTTP status.
  public int status() {
    return status;
  }

  /// One sentence that says what to do.
  public String help() {
    return help;
  }

  /// Whether the same request may succeed later, unchanged.
  public boolean retryable() {
    return retryable;
  }
}
