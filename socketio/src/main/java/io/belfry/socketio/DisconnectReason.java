package io.belfry.socketio;

import io.belfry.socketio.engine.CloseReason;

/// Why a socket was disconnected.
///
/// Reasons are of two kinds: after some a stock client comes back by itself, after the others it
/// does not ([#clientReturns]).
public enum DisconnectReason {
  /// The client left the namespace.
  CLIENT_NAMESPACE_DISCONNECT("client namespace disconnect"),
  /// The server put the socket out of the namespace, or out of all.
  SERVER_NAMESPACE_DISCONNECT("server namespace disconnect"),
  /// The client closed the connection, or it broke.
  TRANSPORT_CLOSE("transport close"),
  /// The client broke a rule of the transport.
  TRANSPORT_ERROR("transport error"),
  /// The client did not answer a ping in time.
  PING_TIMEOUT("ping timeout"),
  /// The client sent something that is not a packet.
  PARSE_ERROR("parse error"),
  /// The client sent more than `maxPayload` at once.
  PAYLOAD_TOO_LARGE("payload too large"),
  /// The client did not read fast enough: more than `maxBufferedBytes` waited for it.
  SLOW_READER("slow reader"),
  /// The client asked for more than one connection may hold; [SocketIoMetrics] is told which limit.
  LIMIT_EXCEEDED("limit exceeded"),
  /// The server closed the connection.
  FORCED_CLOSE("forced close"),
  /// The server let go of the connection, for the client to come again ([Socket#drop]).
  DROPPED("dropped by the server"),
  /// The server is closing.
  SERVER_SHUTDOWN("server shutting down");

  private final String text;

  DisconnectReason(String text) {
    this.text = text;
  }

  /// The reason in the words of Socket.IO, where it has some.
  public String text() {
    return text;
  }

  /// Whether a stock client comes back by itself, as it does when its connection ends. It does not
  /// when one side has said that the socket leaves the namespace: then the application has to
  /// connect it anew.
  public boolean clientReturns() {
    return switch (this) {
      case CLIENT_NAMESPACE_DISCONNECT, SERVER_NAMESPACE_DISCONNECT -> false;
      case TRANSPORT_CLOSE,
          TRANSPORT_ERROR,
          PING_TIMEOUT,
          PARSE_ERROR,
          PAYLOAD_TOO_LARGE,
          SLOW_READER,
          LIMIT_EXCEEDED,
          FORCED_CLOSE,
          DROPPED,
          SERVER_SHUTDOWN ->
          true;
    };
  }

  static DisconnectReason of(CloseReason reason) {
    return switch (reason) {
      case TRANSPORT_CLOSE -> TRANSPORT_CLOSE;
      case TRANSPORT_ERROR -> TRANSPORT_ERROR;
      case PING_TIMEOUT -> PING_TIMEOUT;
      case PARSE_ERROR -> PARSE_ERROR;
      case PAYLOAD_TOO_LARGE -> PAYLOAD_TOO_LARGE;
      case SLOW_READER -> SLOW_READER;
      case LIMIT_EXCEEDED -> LIMIT_EXCEEDED;
      case CONNECT_TIMEOUT, FORCED_CLOSE -> FORCED_CLOSE;
      case DROPPED -> DROPPED;
      case SERVER_SHUTDOWN -> SERVER_SHUTDOWN;
    };
  }
}
