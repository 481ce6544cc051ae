package io.belfry.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.belfry.socketio.engine.EngineMessage;
import io.belfry.socketio.engine.EngineProtocol;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The packets to clients that are about being in a namespace.
final class ControlPackets {
  private ControlPackets() {}

  /// That a socket is in a namespace.
  ///
  /// @param ticket what the client may come back with
  static EngineMessage connected(
      String namespace, String id, Optional<RecoveryTicket> ticket, EngineProtocol protocol) {
    return switch (protocol) {
      case V4 -> {
        ObjectNode payload = JsonNodeFactory.instance.objectNode().put("sid", id);
        ticket.ifPresent(known -> payload.put("pid", known.pid));
        yield packet(PacketType.CONNECT, namespace, Json.bytes(payload));
      }
      case V3 -> packet(PacketType.CONNECT, namespace, new byte[0]);
    };
  }

  /// That a client may not be in the namespace. Clients of the older protocol hear the data alone,
  /// or the message when there is none.
  static EngineMessage connectError(String namespace, ConnectError error, EngineProtocol protocol) {
    @Nullable JsonNode data = error.data() == null ? null : Json.tree(error.data());
    JsonNode payload =
        switch (protocol) {
          case V4 -> {
            ObjectNode both = JsonNodeFactory.instance.objectNode().put("message", error.message());
            yield data == null ? both : both.set("data", data);
          }
          case V3 -> data == null ? TextNode.valueOf(error.message()) : data;
        };
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
