package io.belfry.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalLong;

/// A Socket.IO packet from a client.
sealed interface Packet {
  /// The namespace that it is for.
  String namespace();

  /// A wish to connect to a namespace.
  record Connect(String namespace, ObjectNode auth) implements Packet {}

  /// A goodbye to a namespace.
  record Disconnect(String namespace) implements Packet {}

  /// An event; with an id when it wants to be acknowledged.
  record Event(String namespace, OptionalLong ackId, String name, List<JsonNode> args)
      implements Packet {}

  /// The acknowledgement of an event of the server.
  record Ack(String namespace, long id, List<JsonNode> args) implements Packet {}
}
