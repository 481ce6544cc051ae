package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Queue;

/// The body of a poll or a POST: packets with a record separator between them, binary messages in
/// base64 after a `b` (Engine.IO protocol, version 4).
final class PollingPayload {
  private static final byte SEPARATOR = 0x1e;

  private PollingPayload() {}

  /// Puts all packets of the queue into one payload, and empties the queue.
  static ByteBuf encode(Queue<EngineMessage> queue) {
    ByteBuf payload = Unpooled.buffer();
    EngineMessage next = queue.poll();
    while (next != null) {
      next.appendTo(payload);
      next = queue.poll();
      if (next != null) {
        payload.writeByte(SEPARATOR);
      }
    }
    return payload;
  }

  /// Hands the packets of a payload to the session, until one closes it; false when one of them
  /// cannot be read.
  static boolean decode(ByteBuf payload, Session session) {
    if (!payload.isReadable() || !Utf8.isValid(payload)) {
      return false;
    }
    boolean more = true;
    while (more && session.isOpen()) {
      int length = payload.bytesBefore(SEPARATOR);
      more = length >= 0;
      ByteBuf packet = payload.readSlice(more ? length : payload.readableBytes());
      payload.skipBytes(more ? 1 : 0);
      if (!decodePacket(packet, session)) {
        return false;
      }
    }
    return true;
  }

  private static boolean decodePacket(ByteBuf packet, Session session) {
    if (!packet.isReadable()) {
      return false;
    }
    byte first = packet.readByte();
    if (first == 'b') {
      return decodeBinary(packet, session);
    }
    PacketType type = PacketType.of(first);
    if (type == null) {
      return false;
    }
    session.onPacket(type, packet);
    return true;
  }

  private static boolean decodeBinary(ByteBuf base64, Session session) {
    byte[] bytes;
    try {
      // Some clients break the lines.
      String text = base64.toString(StandardCharsets.ISO_8859_1);
      text = text.replace("\r", "").replace("\n", "");
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
    session.onBinaryMessage(Unpooled.wrappedBuffer(bytes));
    return true;
  }
}
