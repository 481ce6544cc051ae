package io.belfry.socketio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.belfry.socketio.engine.EngineMessage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The packets to clients that are about being in a namespace.
final class ControlPackets {
  private ControlPackets() {}

  /// @param ticket what the client may come back with
  static EngineMessage connected(String namespace, String id, Optional<RecoveryTicket> ticket) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode().put("sid", id);
    ticket.ifPresent(known -> payload.put("pid", known.pid));
    return packet(PacketType.CONNECT, namespace, Json.bytes(payload));
  }

  static EngineMessage connectError(String namespace, ConnectError error) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode().put("message", error.message());
    if (error.data() != null) {
      payload.set("data", Json.tree(error.data()));
    }
    return packet(PacketType.CONNECT_ERROR, namespace, Json.bytes(payload));
  }

  static EngineMessage disconnected(String namespace) {
    return packet(PacketType.DISCONNECT, namespace, new byte[0]);
  }

  private static EngineMessage packet(PacketType type, String namespace, byte[] payload) {
    String head = type.code() + (namespace.equals(Namespace.MAIN) ? "" : namespace + ",");
    return EngineMessage.text(head.getBytes(StandardCharsets.UTF_8), payload);
  }
}
