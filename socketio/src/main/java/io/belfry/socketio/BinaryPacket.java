package io.belfry.socketio;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;

/// A packet whose attachments are still arriving.
///
/// Confined to the connection's event loop.
final class BinaryPacket {
  private final Packet.WithArgs packet;
  private final List<byte[]> attachments = new ArrayList<>(1);
  private int remainingBytes;

  BinaryPacket(Packet.WithArgs packet, int maxBytes) {
    this.packet = packet;
    this.remainingBytes = maxBytes;
  }

  /// Copies the next attachment; true when it was the last, and the packet is complete.
  boolean add(ByteBuf attachment) throws PacketException {
    if (attachment.readableBytes() > remainingBytes) {
      throw new PacketLimitException(SocketIoLimit.ATTACHMENT_BYTES);
    }
    remainingBytes -= attachment.readableBytes();
    attachments.add(ByteBufUtil.getBytes(attachment));
    if (attachments.size() < packet.attachments()) {
      return false;
    }
    packet.args().place(attachments);
    return true;
  }

  /// The packet, to be used once it is complete.
  Packet packet() {
    return packet;
  }
}
