package io.belfry.socketio.engine;

/// How one client is written to: by which version of the protocol, and whether it takes binary data
/// only as base64 (the query parameter `b64`).
enum WireFormat {
  V4(EngineProtocol.V4, false),
  V4_BASE64(EngineProtocol.V4, true),
  V3(EngineProtocol.V3, false),
  V3_BASE64(EngineProtocol.V3, true);

  private final EngineProtocol protocol;
  private final boolean base64;

  WireFormat(EngineProtocol protocol, boolean base64) {
    this.protocol = protocol;
    this.base64 = base64;
  }

  static WireFormat of(EngineProtocol protocol, boolean base64) {
    return switch (protocol) {
      case V3 -> base64 ? V3_BASE64 : V3;
      case V4 -> base64 ? V4_BASE64 : V4;
    };
  }

  EngineProtocol protocol() {
    return protocol;
  }

  boolean base64() {
    return base64;
  }
}
