package io.belfry.socketio.engine;

/// Why a request is refused. The answer is a JSON object of `code` and `message`; the codes 0 to 5
/// are those of engine.io.
public enum RequestError {
  /// The query parameter `transport` names none that is offered.
  UNKNOWN_TRANSPORT(0, "Transport unknown"),
  /// The query parameter `sid` names no open session.
  UNKNOWN_SID(1, "Session ID unknown"),
  /// A handshake that is not a GET.
  BAD_HANDSHAKE_METHOD(2, "Bad handshake method"),
  /// Anything else.
  BAD_REQUEST(3, "Bad request"),
  /// The origin or the request is not allowed.
  FORBIDDEN(4, "Forbidden"),
  /// The query parameter `EIO` is not a protocol version spoken here.
  UNSUPPORTED_PROTOCOL_VERSION(5, "Unsupported protocol version"),
  /// As many sessions are open as may be; later it may work.
  TOO_MANY_SESSIONS(6, "Too many sessions"),
  /// This address opens sessions too fast, or has too many; later it may work.
  TOO_MANY_HANDSHAKES(7, "Too many handshakes"),
  /// The body of a POST is larger than `maxPayload`.
  PAYLOAD_TOO_LARGE(8, "Payload too large"),
  /// The body of a POST, or the answer of the gate, did not arrive in time.
  REQUEST_TIMEOUT(9, "Request timeout"),
  /// The server is closing; another one, or the next, may let the client in.
  SHUTTING_DOWN(10, "Server shutting down");

  private final int code;
  private final String message;

  RequestError(int code, String message) {
    this.code = code;
    this.message = message;
  }

  /// The number in the answer.
  public int code() {
    return code;
  }

  /// The text in the answer.
  public String message() {
    return message;
  }

  int status() {
    return switch (this) {
      case FORBIDDEN -> 403;
      case REQUEST_TIMEOUT -> 408;
      case PAYLOAD_TOO_LARGE -> 413;
      case TOO_MANY_HANDSHAKES -> 429;
      case TOO_MANY_SESSIONS, SHUTTING_DOWN -> 503;
      case UNKNOWN_TRANSPORT,
          UNKNOWN_SID,
          BAD_HANDSHAKE_METHOD,
          BAD_REQUEST,
          UNSUPPORTED_PROTOCOL_VERSION ->
          400;
    };
  }

  /// Whether the same request may work a little later: the client is told so.
  boolean isTemporary() {
    return switch (this) {
      case TOO_MANY_SESSIONS, TOO_MANY_HANDSHAKES, SHUTTING_DOWN -> true;
      case UNKNOWN_TRANSPORT,
          UNKNOWN_SID,
          BAD_HANDSHAKE_METHOD,
          BAD_REQUEST,
          FORBIDDEN,
          UNSUPPORTED_PROTOCOL_VERSION,
          PAYLOAD_TOO_LARGE,
          REQUEST_TIMEOUT ->
          false;
    };
  }

  String json() {
    return "{\"code\":" + code + ",\"message\":\"" + message + "\"}";
  }
}
