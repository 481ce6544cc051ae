package io.belfry.socketio.engine;

import java.nio.charset.StandardCharsets;

/// The first packet of a session, which tells the client its id and the settings.
final class OpenPacket {
  private OpenPacket() {}

  static EngineMessage of(Session session, EngineOptions options) {
    boolean upgradable =
        session.transport() == TransportKind.POLLING
            && options.transports().contains(TransportKind.WEBSOCKET);
    String json =
        "{\"sid\":\""
            + session.id()
            + "\",\"upgrades\":["
            + (upgradable ? "\"websocket\"" : "")
            + "],\"pingInterval\":"
            + options.pingInterval().toMillis()
            + ",\"pingTimeout\":"
            + options.pingTimeout().toMillis()
            + ",\"maxPayload\":"
            + options.maxPayload()
            + "}";
    return EngineMessage.packet(PacketType.OPEN, json.getBytes(StandardCharsets.UTF_8));
  }
}
