package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Queue;

/// The payloads of version 3: packets with their length before them.
///
/// As text, `length:packet`, with the length in UTF-16 units. As bytes, when there is binary data
/// and the client takes it: 0 for text or 1 for data, the digits of the length in bytes as one
/// number each, 255, the packet.
final class CountedPayloads implements PollingCodec {
  static final CountedPayloads BINARY = new CountedPayloads(WireFormat.V3);
  static final CountedPayloads BASE64 = new CountedPayloads(WireFormat.V3_BASE64);

  private static final byte TEXT = 0;
  private static final byte DATA = 1;
  private static final byte COLON = ':';
  private static final byte END_OF_LENGTH = (byte) 0xFF;
  private static final int MAX_LENGTH_DIGITS = 9;

  private final WireFormat format;

  private CountedPayloads(WireFormat format) {
    this.format = format;
  }

  @Override
  public PollingBody encode(Queue<EngineMessage> messages) {
    boolean binary = !format.base64() && messages.stream().anyMatch(EngineMessage::isBinary);
    ByteBuf body = Unpooled.buffer();
    while (!messages.isEmpty()) {
      EngineMessage message = messages.remove();
      WebSocketFrame frame = message.frame(binary ? WireFormat.V3 : WireFormat.V3_BASE64);
      ByteBuf packet =
          Unpooled.wrappedBuffer(frame.bytes(), frame.payloadStart(), frame.payloadLength());
      if (binary) {
        body.writeByte(message.isBinary() ? DATA : TEXT);
        for (byte digit : digits(packet.readableBytes())) {
          body.writeByte(digit - '0');
        }
        body.writeByte(END_OF_LENGTH);
      } else {
        body.writeBytes(digits(Utf8.units(packet))).writeByte(COLON);
      }
      body.writeBytes(packet);
    }
    return new PollingBody(body, binary);
  }

  private static byte[] digits(int number) {
    return Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public boolean decode(ByteBuf body, boolean binary, int maxPackets, PacketReceiver to)
      throws MalformedPayloadException {
    if (!body.isReadable() || (!binary && !Utf8.isValid(body))) {
      throw new MalformedPayloadException("the body is empty or not text");
    }
    for (int packets = 0; body.isReadable() && to.isOpen(); packets++) {
      if (packets == maxPackets) {
        return false;
      }
      if (binary) {
        decodeBinary(body, to);
      } else {
        decodeText(body, to);
      }
    }
    return true;
  }

  private static void decodeText(ByteBuf body, PacketReceiver to) throws MalformedPayloadException {
    int units = readLength(body, '0', COLON);
    int length = Utf8.bytesOf(body, units);
    if (length < 0) {
      throw new MalformedPayloadException("a length beyond the end, or within a character");
    }
    // Older servers let packets of no length pass.
    read(PacketReader.readText(body.readSlice(length), EngineProtocol.V3, to) || length == 0);
  }

  private static void decodeBinary(ByteBuf body, PacketReceiver to)
      throws MalformedPayloadException {
    byte kind = body.readByte();
    int length = readLength(body, '\0', END_OF_LENGTH);
    if (length > body.readableBytes()) {
      throw new MalformedPayloadException("a length beyond the end");
    }
    ByteBuf packet = body.readSlice(length);
    if (kind == DATA) {
      read(PacketReader.readBinary(packet, EngineProtocol.V3, to));
    } else if (kind == TEXT && Utf8.isValid(packet)) {
      read(PacketReader.readText(packet, EngineProtocol.V3, to));
    } else {
      throw new MalformedPayloadException("a packet that is neither text nor data");
    }
  }

  private static void read(boolean done) throws MalformedPayloadException {
    if (!done) {
      throw new MalformedPayloadException("a packet of no known type");
    }
  }

  private static int readLength(ByteBuf body, char zero, byte end)
      throws MalformedPayloadException {
    int length = 0;
    for (int digits = 0; body.isReadable(); digits++) {
      byte next = body.readByte();
      if (next == end && digits > 0) {
        return length;
      }
      if (next < zero || next > zero + 9 || digits == MAX_LENGTH_DIGITS) {
        break;
      }
      length = length * 10 + (next - zero);
    }
    throw new MalformedPayloadException("not a length");
  }
}
