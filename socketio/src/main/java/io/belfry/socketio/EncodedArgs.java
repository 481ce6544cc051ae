package io.belfry.socketio;

import io.belfry.socketio.engine.EngineMessage;
import io.belfry.socketio.engine.EngineSession;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The arguments of a packet to clients as they travel: a JSON array, and the attachments that its
/// placeholders stand for.
///
/// Immutable, and safe in any thread.
final class EncodedArgs {
  private final List<byte[]> jsonParts;
  private final List<EngineMessage> attachments;

  /// Takes the array in parts that follow each other; none of them is written to afterwards.
  EncodedArgs(List<byte[]> jsonParts, List<EngineMessage> attachments) {
    this.jsonParts = List.copyOf(jsonParts);
    this.attachments = List.copyOf(attachments);
  }

  static EncodedArgs ofEvent(String name, @Nullable Object... args) {
    return PlainArgs.encode(name, args).orElseGet(() -> ArgsWriter.write(name, args));
  }

  static EncodedArgs of(@Nullable Object... args) {
    return PlainArgs.encode(null, args).orElseGet(() -> ArgsWriter.write(null, args));
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
    return EngineMessage.text(parts);
  }
}
