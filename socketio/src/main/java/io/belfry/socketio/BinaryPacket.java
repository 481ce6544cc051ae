package io.belfry.socketio;

import java.util.ArrayList;
import java.util.List;

/// A packet whose attachments are still arriving.
///
/// Confined to the connection's event loop.
final class BinaryPacket {
  private final RawPacket packet;
  private final List<byte[]> attachments = new ArrayList<>(1);

  BinaryPacket(RawPacket packet) {
    this.packet = packet;
  }

  /// Takes the next attachment; true when it was the last.
  boolean add(byte[] attachment) {
    attachments.add(attachment);
    return attachments.size() == packet.attachments();
  }

  Packet packet() throws MalformedPacketException {
    return packet.complete(attachments);
  }
}
