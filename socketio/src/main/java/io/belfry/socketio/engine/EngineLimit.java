package io.belfry.socketio.engine;

/// A limit of connections that a client can run into, for the metrics; most are settings of
/// [EngineOptions].
public enum EngineLimit {
  /// `maxPayload`: bytes of one message or one POST.
  PAYLOAD,
  /// `maxFragments`: frames of one WebSocket message.
  FRAGMENTS,
  /// `maxControlFrames`: WebSocket pings and pongs between two heartbeats.
  CONTROL_FRAMES,
  /// `maxPacketsPerPost`: packets in the body of one POST.
  PACKETS_PER_POST,
  /// More than one poll, or more than one POST, at once.
  REQUESTS_AT_ONCE,
  /// `postTimeout`: the time for the body of a POST.
  POST_TIME,
  /// `gateTimeout`: the time for the application's gate to answer.
  GATE_TIME,
  /// `upgradeTimeout`: the time for an upgrade to WebSocket.
  UPGRADE_TIME,
  /// `maxBufferedBytes`: bytes that wait for a client which does not read.
  BUFFERED_BYTES,
  /// `maxSessions`: sessions of the server.
  SESSIONS,
  /// `maxSessionsPerAddress`: sessions of one address.
  SESSIONS_PER_ADDRESS,
  /// `maxHandshakesPerSecond`: new sessions of the server in one second.
  HANDSHAKES,
  /// `maxHandshakesPerSecondPerAddress`: new sessions of one address in one second.
  HANDSHAKES_PER_ADDRESS;

  /// How a session ends that ran into it.
  CloseReason closeReason() {
    return switch (this) {
      case PAYLOAD -> CloseReason.PAYLOAD_TOO_LARGE;
      case BUFFERED_BYTES -> CloseReason.SLOW_READER;
      case REQUESTS_AT_ONCE -> CloseReason.TRANSPORT_ERROR;
      case FRAGMENTS,
          CONTROL_FRAMES,
          PACKETS_PER_POST,
          POST_TIME,
          GATE_TIME,
          UPGRADE_TIME,
          SESSIONS,
          SESSIONS_PER_ADDRESS,
          HANDSHAKES,
          HANDSHAKES_PER_ADDRESS ->
          CloseReason.LIMIT_EXCEEDED;
    };
  }

  /// How a request is answered that ran into it.
  RequestError requestError() {
    return switch (this) {
      case PAYLOAD -> RequestError.PAYLOAD_TOO_LARGE;
      case POST_TIME, GATE_TIME -> RequestError.REQUEST_TIMEOUT;
      case SESSIONS -> RequestError.TOO_MANY_SESSIONS;
      case SESSIONS_PER_ADDRESS, HANDSHAKES, HANDSHAKES_PER_ADDRESS ->
          RequestError.TOO_MANY_HANDSHAKES;
      case FRAGMENTS,
          CONTROL_FRAMES,
          PACKETS_PER_POST,
          REQUESTS_AT_ONCE,
          UPGRADE_TIME,
          BUFFERED_BYTES ->
          RequestError.BAD_REQUEST;
    };
  }
}
