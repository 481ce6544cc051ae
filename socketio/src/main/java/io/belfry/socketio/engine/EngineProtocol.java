package io.belfry.socketio.engine;

import org.jspecify.annotations.Nullable;

/// A version of the Engine.IO protocol, told by the query parameter `EIO`.
public enum EngineProtocol {
  /// Version 3, which clients 2.x of Socket.IO speak: the client pings, payloads carry lengths.
  V3("3"),
  /// Version 4, which clients 3.x and 4.x of Socket.IO speak: the server pings, payloads have
  /// separators.
  V4("4");

  private final String queryValue;

  EngineProtocol(String queryValue) {
    this.queryValue = queryValue;
  }

  /// The value of the query parameter `EIO`.
  public String queryValue() {
    return queryValue;
  }

  /// The version of this query value, or null when there is none.
  static @Nullable EngineProtocol of(@Nullable String queryValue) {
    for (EngineProtocol protocol : values()) {
      if (protocol.queryValue.equals(queryValue)) {
        return protocol;
      }
    }
    return null;
  }
}
