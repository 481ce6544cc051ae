package io.belfry.socketio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalLong;

/// A Socket.IO packet from a client, whose payload was checked.
sealed interface Packet {
  /// The namespace that it is for.
  String namespace();

  /// A wish to connect to a namespace.
  record Connect(String namespace, ObjectNode auth) implements Packet {}

  /// A goodbye to a namespace.
  record Disconnect(String namespace) implements Packet {}

  /// A packet with arguments.
  ///
  /// Until the attachments that were announced are there, the arguments are not to be looked at.
  sealed interface WithArgs extends Packet {
    /// How many binary attachments follow it.
    int attachments();

    /// Its arguments.
    ReceivedArgs args();
  }

  /// An event; with an id when it wants to be acknowledged.
  record Event(
      String namespace, OptionalLong ackId, int attachments, String name, ReceivedArgs args)
      implements WithArgs {}

  /// The acknowledgement of an event of the server.
  record Ack(String namespace, long id, int attachments, ReceivedArgs args) implements WithArgs {}
}
