package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Queue;

/// The payloads of version 4: packets with a record separator between them, binary data in base64
/// after a `b`.
final class SeparatedPayloads implements PollingCodec {
  static final SeparatedPayloads INSTANCE = new SeparatedPayloads();

  private static final byte SEPARATOR = 0x1e;

  private SeparatedPayloads() {}

  @Override
  public PollingBody encode(Queue<EngineMessage> messages) {
    ByteBuf body = Unpooled.buffer();
    EngineMessage next = messages.poll();
    while (next != null) {
      WebSocketFrame frame = next.frame(WireFormat.V4_BASE64);
      body.writeBytes(frame.bytes(), frame.payloadStart(), frame.payloadLength());
      next = messages.poll();
      if (next != null) {
        body.writeByte(SEPARATOR);
      }
    }
    return new PollingBody(body, false);
  }

  @Override
  public boolean decode(ByteBuf body, boolean binary, int maxPackets, PacketReceiver to)
      throws MalformedPayloadException {
    if (binary || !body.isReadable() || !Utf8.isValid(body)) {
      throw new MalformedPayloadException("the body is not text");
    }
    boolean more = true;
    for (int packets = 0; more && to.isOpen(); packets++) {
      if (packets == maxPackets) {
        return false;
      }
      int length = body.bytesBefore(SEPARATOR);
      more = length >= 0;
      ByteBuf packet = body.readSlice(more ? length : body.readableBytes());
      body.skipBytes(more ? 1 : 0);
      if (!PacketReader.readText(packet, EngineProtocol.V4, to)) {
        throw new MalformedPayloadException("a packet of no known type");
      }
    }
    return true;
  }
}
