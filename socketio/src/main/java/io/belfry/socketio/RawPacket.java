package io.belfry.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// A packet as it was read, before its attachments are in their places and its payload is checked.
///
/// @param attachments how many binary attachments follow it
/// @param payload a `MissingNode` when it has none
record RawPacket(
    PacketType type, int attachments, String namespace, OptionalLong ackId, JsonNode payload) {

  /// The packet, with the attachments in place of their placeholders.
  Packet complete(List<byte[]> binaries) throws MalformedPacketException {
    return switch (type) {
      case CONNECT -> new Packet.Connect(namespace, auth());
      case DISCONNECT -> disconnect();
      case EVENT, BINARY_EVENT -> event(binaries);
      case ACK, BINARY_ACK -> ack(binaries);
      case CONNECT_ERROR ->
          throw new MalformedPacketException("only a server sends connect errors");
    };
  }

  private ObjectNode auth() throws MalformedPacketException {
    requireNoId();
    return switch (payload) {
      case MissingNode absent -> JsonNodeFactory.instance.objectNode();
      case ObjectNode auth -> auth;
      default -> throw new MalformedPacketException("auth is not an object");
    };
  }

  private Packet disconnect() throws MalformedPacketException {
    requireNoId();
    if (!payload.isMissingNode()) {
      throw new MalformedPacketException("a disconnect packet has no payload");
    }
    return new Packet.Disconnect(namespace);
  }

  private Packet event(List<byte[]> binaries) throws MalformedPacketException {
    if (!payload.isArray() || payload.isEmpty()) {
      throw new MalformedPacketException("the payload of an event is not an array with its name");
    }
    JsonNode first = payload.get(0);
    if (!first.isTextual() && !first.isIntegralNumber()) {
      throw new MalformedPacketException("the name of an event is not a string");
    }
    String name = first.asText();
    if (ReservedEvents.contains(name)) {
      throw new MalformedPacketException("the name of an event is reserved");
    }
    return new Packet.Event(namespace, ackId, name, args(1, binaries));
  }

  private Packet ack(List<byte[]> binaries) throws MalformedPacketException {
    if (!payload.isArray()) {
      throw new MalformedPacketException("the payload of an acknowledgement is not an array");
    }
    if (ackId.isEmpty()) {
      throw new MalformedPacketException("an acknowledgement without an id");
    }
    return new Packet.Ack(namespace, ackId.getAsLong(), args(0, binaries));
  }

  private List<JsonNode> args(int from, List<byte[]> binaries) throws MalformedPacketException {
    JsonNode resolved =
        binaries.isEmpty() ? payload : new Placeholders(binaries).resolveAll(payload);
    List<JsonNode> args = new ArrayList<>(resolved.size() - from);
    for (int i = from; i < resolved.size(); i++) {
      args.add(resolved.get(i));
    }
    return List.copyOf(args);
  }

  private void requireNoId() throws MalformedPacketException {
    if (ackId.isPresent()) {
      throw new MalformedPacketException("an id where none belongs");
    }
  }
}
