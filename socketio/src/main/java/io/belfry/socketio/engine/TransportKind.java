package io.belfry.socketio.engine;

/// A way in which packets travel.
public enum TransportKind {
  /// HTTP long-polling.
  POLLING("polling"),
  /// WebSocket (RFC 6455).
  WEBSOCKET("websocket");

  private final String queryValue;

  TransportKind(String queryValue) {
    this.queryValue = queryValue;
  }

  /// The value of the query parameter `transport`.
  public String queryValue() {
    return queryValue;
  }
}
