package io.belfry.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.socketio.engine.EngineMessage;
import io.belfry.socketio.engine.EngineSession;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The arguments of a packet to clients as they travel: a JSON array, and the attachments that its
/// placeholders stand for.
///
/// Immutable, and safe in any thread.
final class EncodedArgs {
  /// How deep what other nodes of the same application sent may be nested.
  private static final int MAX_DEPTH = 1_000;

  private final List<byte[]> jsonParts;
  private final List<EngineMessage> attachments;
  private final boolean compressible;

  /// Takes the array in parts that follow each other; none of them is written to afterwards.
  EncodedArgs(List<byte[]> jsonParts, List<EngineMessage> attachments) {
    this(jsonParts, attachments, true);
  }

  private EncodedArgs(
      List<byte[]> jsonParts, List<EngineMessage> attachments, boolean compressible) {
    this.jsonParts = List.copyOf(jsonParts);
    this.attachments = List.copyOf(attachments);
    this.compressible = compressible;
  }

  static EncodedArgs ofEvent(String name, @Nullable Object... args) {
    return encode(name, args);
  }

  static EncodedArgs of(@Nullable Object... args) {
    return encode(null, args);
  }

  /// @param given null where a single null was given, which Java takes for the whole array
  private static EncodedArgs encode(@Nullable String name, @Nullable Object @Nullable [] given) {
    @Nullable Object[] args = given == null ? new @Nullable Object[] {null} : given;
    return PlainArgs.encode(name, args).orElseGet(() -> ArgsWriter.write(name, args));
  }

  /// The packet of an event with these arguments, the first being its name.
  EngineMessage event(String namespace, OptionalLong ackId) {
    return head(
        attachments.isEmpty() ? PacketType.EVENT : PacketType.BINARY_EVENT, namespace, ackId);
  }

  /// The packet of an acknowledgement with these arguments.
  EngineMessage ack(String namespace, long ackId) {
    return head(
        attachments.isEmpty() ? PacketType.ACK : PacketType.BINARY_ACK,
        namespace,
        OptionalLong.of(ackId));
  }

  /// The same arguments and a text after them.
  EncodedArgs plus(String text) {
    byte[] last = jsonParts.getLast();
    byte[] more = (",\"" + text + "\"]").getBytes(StandardCharsets.UTF_8);
    byte[] end = Arrays.copyOf(last, last.length - 1 + more.length);
    System.arraycopy(more, 0, end, last.length - 1, more.length);
    List<byte[]> parts = new ArrayList<>(jsonParts);
    parts.set(parts.size() - 1, end);
    return new EncodedArgs(parts, attachments, compressible);
  }

  /// The same arguments, which are not compressed for any client.
  EncodedArgs uncompressed() {
    return new EncodedArgs(
        jsonParts, attachments.stream().map(EngineMessage::uncompressed).toList(), false);
  }

  /// About how many bytes of memory they take.
  int size() {
    return jsonParts.stream().mapToInt(part -> part.length).sum()
        + attachments.stream().mapToInt(EngineMessage::length).sum();
  }

  /// The arguments as bytes, to be carried elsewhere.
  EncodedPayload payload() {
    ByteArrayOutputStream json = new ByteArrayOutputStream(size());
    jsonParts.forEach(json::writeBytes);
    return new EncodedPayload(
        json.toByteArray(),
        attachments.stream().map(EngineMessage::payload).toList(),
        compressible);
  }

  static EncodedArgs of(EncodedPayload payload) {
    EncodedArgs args =
        new EncodedArgs(
            List.of(payload.json()),
            payload.attachments().stream().map(EngineMessage::binary).toList());
    return payload.compressible() ? args : args.uncompressed();
  }

  /// The arguments that were encoded; a binary one is a `BinaryNode`.
  static List<JsonNode> decode(EncodedPayload payload) {
    try {
      ReceivedArgs args = new ReceivedArgs(JsonArray.read(payload.json(), MAX_DEPTH), 0);
      if (!payload.attachments().isEmpty()) {
        args.place(payload.attachments());
      }
      return args;
    } catch (PacketException e) {
      throw new IllegalArgumentException("not arguments that were encoded", e);
    }
  }

  /// Whether nothing follows the packet itself.
  boolean isPlain() {
    return attachments.isEmpty();
  }

  /// Sends what follows the packet itself.
  void sendAttachments(EngineSession session) {
    for (EngineMessage attachment : attachments) {
      session.send(attachment);
    }
  }

  private EngineMessage head(PacketType type, String namespace, OptionalLong ackId) {
    StringBuilder head = new StringBuilder().append(type.code());
    if (!attachments.isEmpty()) {
      head.append(attachments.size()).append('-');
    }
    if (!namespace.equals(Namespace.MAIN)) {
      head.append(namespace).append(',');
    }
    ackId.ifPresent(head::append);
    byte[][] parts = new byte[1 + jsonParts.size()][];
    parts[0] = head.toString().getBytes(StandardCharsets.UTF_8);
    for (int i = 1; i < parts.length; i++) {
      parts[i] = jsonParts.get(i - 1);
    }
    EngineMessage packet = EngineMessage.text(parts);
    return compressible ? packet : packet.uncompressed();
  }
}
