package io.belfry.socketio.engine;

/// A mistake in a request that is answered before it reaches a session.
public enum RequestError {
  /// The query parameter `transport` names none that is offered.
  UNKNOWN_TRANSPORT(0, "Transport unknown"),
  /// The query parameter `sid` names no open session.
  UNKNOWN_SID(1, "Session ID unknown"),
  /// A handshake that is not a GET.
  BAD_HANDSHAKE_METHOD(2, "Bad handshake method"),
  /// Anything else.
  BAD_REQUEST(3, "Bad request"),
  /// The origin is not allowed, or the server is closing.
  FORBIDDEN(4, "Forbidden"),
  /// The query parameter `EIO` is not a protocol version spoken here.
  UNSUPPORTED_PROTOCOL_VERSION(5, "Unsupported protocol version"),
  /// As many sessions are open as may be; later it may work.
  TOO_MANY_SESSIONS(6, "Too many sessions");

  private final int code;
  private final String message;

  RequestError(int code, String message) {
    this.code = code;
    this.message = message;
  }

  /// The number that clients know.
  public int code() {
    return code;
  }

  /// The text that clients know.
  public String message() {
    return message;
  }

  int status() {
    return switch (this) {
      case FORBIDDEN -> 403;
      case TOO_MANY_SESSIONS -> 503;
      case UNKNOWN_TRANSPORT,
          UNKNOWN_SID,
          BAD_HANDSHAKE_METHOD,
          BAD_REQUEST,
          UNSUPPORTED_PROTOCOL_VERSION ->
          400;
    };
  }

  String json() {
    return "{\"code\":" + code + ",\"message\":\"" + message + "\"}";
  }
}
