package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/// The reader of single packets, as they come in a WebSocket message or in a part of a payload.
final class PacketReader {
  private static final byte BASE64 = 'b';

  private PacketReader() {}

  /// Hands on a packet that came as text, which is valid UTF-8; false when it is none.
  static boolean readText(ByteBuf packet, EngineProtocol protocol, PacketReceiver to) {
    if (!packet.isReadable()) {
      return false;
    }
    byte first = packet.readByte();
    if (first == BASE64) {
      return readBase64(packet, protocol, to);
    }
    PacketType type = PacketType.of(first);
    if (type == null) {
      return false;
    }
    to.onPacket(type, packet);
    return true;
  }

  /// Hands on a packet that came as bytes; false when it is none. In version 3 it begins with its
  /// type, which can only be that of a message.
  static boolean readBinary(ByteBuf packet, EngineProtocol protocol, PacketReceiver to) {
    if (protocol == EngineProtocol.V3
        && (!packet.isReadable() || packet.readByte() != PacketType.MESSAGE.number())) {
      return false;
    }
    to.onBinaryMessage(packet);
    return true;
  }

  private static boolean readBase64(ByteBuf packet, EngineProtocol protocol, PacketReceiver to) {
    if (protocol == EngineProtocol.V3
        && (!packet.isReadable() || packet.readByte() != PacketType.MESSAGE.code())) {
      return false;
    }
    byte[] text = withoutLineBreaks(packet);
    ByteBuffer data;
    try {
      data = Base64.getDecoder().decode(ByteBuffer.wrap(text));
    } catch (IllegalArgumentException e) {
      return false;
    }
    to.onBinaryMessage(Unpooled.wrappedBuffer(data));
    return true;
  }

  /// Some clients break the lines.
  private static byte[] withoutLineBreaks(ByteBuf packet) {
    byte[] text = new byte[packet.readableBytes()];
    int length = 0;
    while (packet.isReadable()) {
      byte next = packet.readByte();
      if (next != '\r' && next != '\n') {
        text[length++] = next;
      }
    }
    return length == text.length ? text : Arrays.copyOf(text, length);
  }
}
