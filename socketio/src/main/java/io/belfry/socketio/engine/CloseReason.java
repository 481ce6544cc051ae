package io.belfry.socketio.engine;

/// Why a session ended. A WebSocket's close frame has a status to match (RFC 6455, section 7.4.1),
/// where one is sent.
public enum CloseReason {
  /// The client closed the session or its connection went away.
  TRANSPORT_CLOSE("transport close", 1000),
  /// The client broke a rule of the transport: overlapping polls, a bad frame, a failed write.
  TRANSPORT_ERROR("transport error", 1002),
  /// The client did not answer a ping in time.
  PING_TIMEOUT("ping timeout", 1000),
  /// The client sent a packet that cannot be read.
  PARSE_ERROR("parse error", 1007),
  /// The client sent more than `maxPayload` at once.
  PAYLOAD_TOO_LARGE("payload too large", 1009),
  /// The client did not read fast enough, and its out-buffer reached its limit.
  SLOW_READER("slow reader", 1008),
  /// The client did not say in time what the session is for.
  CONNECT_TIMEOUT("connect timeout", 1008),
  /// The client asked for more than one session may hold.
  LIMIT_EXCEEDED("limit exceeded", 1008),
  /// This side closed the session.
  FORCED_CLOSE("forced close", 1000),
  /// This side let go of the connection, for the client to come again.
  DROPPED("dropped by the server", 1001),
  /// The server is closing.
  SERVER_SHUTDOWN("server shutting down", 1001);

  private final String text;
  private final int webSocketCode;

  CloseReason(String text, int webSocketCode) {
    this.text = text;
    this.webSocketCode = webSocketCode;
  }

  /// The reason in words, in those of Socket.IO where it has some.
  public String text() {
    return text;
  }

  /// Whether this side ended it while the client may well be there: then it is to hear of that.
  boolean isOurs() {
    return switch (this) {
      case FORCED_CLOSE, DROPPED, LIMIT_EXCEEDED, CONNECT_TIMEOUT -> true;
      case TRANSPORT_CLOSE,
          TRANSPORT_ERROR,
          PING_TIMEOUT,
          PARSE_ERROR,
          PAYLOAD_TOO_LARGE,
          SLOW_READER,
          SERVER_SHUTDOWN ->
          false;
    };
  }

  /// The status of the close frame (RFC 6455, section 7.4.1).
  int webSocketCode() {
    return webSocketCode;
  }
}
