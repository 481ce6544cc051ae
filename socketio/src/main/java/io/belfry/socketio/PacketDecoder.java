package io.belfry.socketio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/// The reader of packets: `type [attachments "-"] [namespace ","] [id] [payload]`, as in the
/// Socket.IO protocol, versions 5 and 4.
///
/// The whole payload is checked ([JsonScanner] says for what), but of arguments no tree is made: it
/// is copied once, and each argument is read when it is asked for. Immutable, and safe in any
/// thread.
final class PacketDecoder {
  /// The most bytes of JSON for one character, which is then escaped by its number.
  private static final int BYTES_PER_CHARACTER = 6;

  private final SocketIoOptions options;

  PacketDecoder(SocketIoOptions options) {
    this.options = options;
  }

  /// Reads a packet from valid UTF-8; moves the reader index.
  Packet decode(ByteBuf text) throws PacketException {
    PacketType type = text.isReadable() ? PacketType.of(text.readByte()) : null;
    if (type == null) {
      throw new MalformedPacketException("an unknown packet type");
    }
    int attachments = 0;
    if (type == PacketType.BINARY_EVENT || type == PacketType.BINARY_ACK) {
      attachments = readAttachments(text);
    }
    String namespace = readNamespace(text);
    OptionalLong ackId = OptionalLong.empty();
    if (isDigit(text)) {
      boolean asks = type == PacketType.EVENT || type == PacketType.BINARY_EVENT;
      long max = asks ? options.maxAckId() : SocketIoOptions.MAX_SAFE_INTEGER;
      ackId = OptionalLong.of(readNumber(text, max, SocketIoLimit.ACK_ID));
    }
    return switch (type) {
      case CONNECT -> new Packet.Connect(namespace, readAuth(ackId, text));
      case DISCONNECT -> disconnect(namespace, ackId, text);
      case EVENT, BINARY_EVENT -> event(namespace, ackId, attachments, readArray(text));
      case ACK, BINARY_ACK -> ack(namespace, ackId, attachments, readArray(text));
      case CONNECT_ERROR ->
          throw new MalformedPacketException("only a server sends connect errors");
    };
  }

  private int readAttachments(ByteBuf text) throws PacketException {
    long count =
        isDigit(text) ? readNumber(text, options.maxAttachments(), SocketIoLimit.ATTACHMENTS) : 0;
    if (count < 1) {
      throw new MalformedPacketException("not a number of attachments");
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

  /// Reads a number up to one that is at most 2^53 - 1, so that a digit more does not overflow.
  private static long readNumber(ByteBuf text, long max, SocketIoLimit limit)
      throws PacketLimitException {
    long number = 0;
    while (isDigit(text)) {
      number = number * 10 + (text.readByte() - '0');
      if (number > max) {
        throw new PacketLimitException(limit);
      }
    }
    return number;
  }

  private ObjectNode readAuth(OptionalLong ackId, ByteBuf text) throws PacketException {
    requireNoId(ackId);
    if (!text.isReadable()) {
      return JsonNodeFactory.instance.objectNode();
    }
    byte[] json = ByteBufUtil.getBytes(text);
    JsonScanner scanner = new JsonScanner(json, options.maxJsonDepth());
    if (scanner.next() != '{') {
      throw new MalformedPacketException("auth is not an object");
    }
    scanner.value();
    scanner.end();
    return (ObjectNode) Json.read(json, 0, json.length);
  }

  private static Packet disconnect(String namespace, OptionalLong ackId, ByteBuf text)
      throws MalformedPacketException {
    requireNoId(ackId);
    if (text.isReadable()) {
      throw new MalformedPacketException("a disconnect packet has no payload");
    }
    return new Packet.Disconnect(namespace);
  }

  private static void requireNoId(OptionalLong ackId) throws MalformedPacketException {
    if (ackId.isPresent()) {
      throw new MalformedPacketException("an id where none belongs");
    }
  }

  private JsonArray readArray(ByteBuf text) throws PacketException {
    return JsonArray.read(ByteBufUtil.getBytes(text), options.maxJsonDepth());
  }

  private Packet event(String namespace, OptionalLong ackId, int attachments, JsonArray payload)
      throws PacketException {
    if (payload.size() == 0) {
      throw new MalformedPacketException("an event without a name");
    }
    String name = eventName(payload);
    if (ReservedEvents.contains(name)) {
      throw new MalformedPacketException("the name of an event is reserved");
    }
    return new Packet.Event(namespace, ackId, attachments, name, new ReceivedArgs(payload, 1));
  }

  private String eventName(JsonArray payload) throws PacketException {
    long mostBytes = (long) options.maxEventName() * BYTES_PER_CHARACTER + 2;
    if (payload.isString(0) && payload.length(0) > mostBytes) {
      throw new PacketLimitException(SocketIoLimit.EVENT_NAME);
    }
    String name = payload.textOrInteger(0);
    if (name.length() > options.maxEventName()) {
      throw new PacketLimitException(SocketIoLimit.EVENT_NAME);
    }
    return name;
  }

  private static Packet ack(
      String namespace, OptionalLong ackId, int attachments, JsonArray payload)
      throws MalformedPacketException {
    if (ackId.isEmpty()) {
      throw new MalformedPacketException("an acknowledgement without an id");
    }
    return new Packet.Ack(namespace, ackId.getAsLong(), attachments, new ReceivedArgs(payload, 0));
  }
}
