package io.belfry.socketio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/// The reader of packets: `type [attachments "-"] [namespace ","] [id] [payload]`, as in the
/// Socket.IO protocol, version 5.
///
/// Immutable, and safe in any thread.
final class PacketDecoder {
  private static final long MAX_ID = (1L << 53) - 1;

  private final int maxAttachments;
  private final ObjectReader json;

  PacketDecoder(SocketIoOptions options) {
    this.maxAttachments = options.maxAttachments();
    StreamReadConstraints limits =
        StreamReadConstraints.builder().maxNestingDepth(options.maxJsonDepth()).build();
    this.json =
        JsonMapper.builder(JsonFactory.builder().streamReadConstraints(limits).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);
  }

  /// Reads a packet from valid UTF-8; moves the reader index.
  RawPacket decode(ByteBuf text) throws MalformedPacketException {
    PacketType type = text.isReadable() ? PacketType.of(text.readByte()) : null;
    if (type == null) {
      throw new MalformedPacketException("an unknown packet type");
    }
    int attachments = 0;
    if (type == PacketType.BINARY_EVENT || type == PacketType.BINARY_ACK) {
      attachments = readAttachments(text);
    }
    String namespace = readNamespace(text);
    OptionalLong ackId = isDigit(text) ? OptionalLong.of(readNumber(text)) : OptionalLong.empty();
    return new RawPacket(type, attachments, namespace, ackId, readPayload(text));
  }

  private int readAttachments(ByteBuf text) throws MalformedPacketException {
    long count = isDigit(text) ? readNumber(text) : 0;
    if (count < 1 || count > maxAttachments) {
      throw new MalformedPacketException("not an allowed number of attachments");
    }
    if (!text.isReadable() || text.readByte() != '-') {
      throw new MalformedPacketException("no dash after the number of attachments");
    }
    return (int) count;
  }

  private static String readNamespace(ByteBuf text) {
    if (!text.isReadable() || text.getByte(text.readerIndex()) != '/') {
      return Namespace.MAIN;
    }
    int comma = text.bytesBefore((byte) ',');
    String namespace =
        text.readCharSequence(comma < 0 ? text.readableBytes() : comma, StandardCharsets.UTF_8)
            .toString();
    text.skipBytes(comma < 0 ? 0 : 1);
    return namespace;
  }

  private static boolean isDigit(ByteBuf text) {
    if (!text.isReadable()) {
      return false;
    }
    byte next = text.getByte(text.readerIndex());
    return next >= '0' && next <= '9';
  }

  private static long readNumber(ByteBuf text) throws MalformedPacketException {
    long number = 0;
    while (isDigit(text)) {
      number = number * 10 + (text.readByte() - '0');
      if (number > MAX_ID) {
        throw new MalformedPacketException("a number is too large");
      }
    }
    return number;
  }

  private JsonNode readPayload(ByteBuf text) throws MalformedPacketException {
    if (!text.isReadable()) {
      return MissingNode.getInstance();
    }
    try {
      byte[] bytes = ByteBufUtil.getBytes(text);
      JsonNode payload = json.readValue(bytes);
      if (payload == null || payload.isMissingNode()) {
        throw new MalformedPacketException("the payload is empty");
      }
      return payload;
    } catch (IOException e) {
      throw new MalformedPacketException("the payload is not JSON, or nested too deep");
    }
  }
}
