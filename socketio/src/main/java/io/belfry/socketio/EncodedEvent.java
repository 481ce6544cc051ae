package io.belfry.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.socketio.engine.EngineMessage;
import io.belfry.socketio.engine.EngineSession;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// An event that was encoded once and can be sent to any number of sockets.
///
/// Immutable, and safe in any thread.
public final class EncodedEvent {
  private final EncodedArgs content;
  private volatile @Nullable Head head;

  private EncodedEvent(EncodedArgs content) {
    this.content = content;
  }

  /// Encodes an event. An argument is null, a string, number or boolean, a `JsonNode`, a `byte[]`
  /// (sent as a binary attachment), a [RawJson], or anything that Jackson can write: a map, a list,
  /// a record.
  ///
  /// @throws IllegalArgumentException when the name is reserved, or an argument cannot be written
  public static EncodedEvent of(String event, @Nullable Object... args) {
    if (ReservedEvents.contains(event)) {
      throw new IllegalArgumentException("a reserved event name: " + event);
    }
    return new EncodedEvent(EncodedArgs.ofEvent(event, args));
  }

  /// An event that was encoded elsewhere.
  static EncodedEvent of(EncodedPayload payload) {
    return new EncodedEvent(EncodedArgs.of(payload));
  }

  /// The same event, which is not compressed for any client, whatever
  /// [io.belfry.socketio.engine.EngineOptions#deflate] says: for what is compressed already.
  public EncodedEvent uncompressed() {
    return new EncodedEvent(content.uncompressed());
  }

  /// The name of the event, read anew with each call.
  public String name() {
    return decoded().getFirst().asText();
  }

  /// The arguments, read anew with each call; a binary one is a `BinaryNode`.
  public List<JsonNode> args() {
    List<JsonNode> all = decoded();
    return all.subList(1, all.size());
  }

  private List<JsonNode> decoded() {
    return EncodedArgs.decode(payload());
  }

  EncodedPayload payload() {
    return content.payload();
  }

  /// About how many bytes of memory it takes.
  int size() {
    return content.size();
  }

  /// The same event with a last argument more.
  EncodedEvent plus(String arg) {
    return new EncodedEvent(content.plus(arg));
  }

  /// The same event as one packet that asks each receiver for an acknowledgement of this id.
  OutgoingPacket asking(String namespace, long ackId) {
    return new OutgoingPacket(this, content.event(namespace, OptionalLong.of(ackId)));
  }

  void sendTo(EngineSession session, String namespace) {
    sendTo(session, packet(namespace));
  }

  /// Sends it so that it leaves at once, where it is one message.
  void sendAtOnceTo(EngineSession session, String namespace) {
    if (content.isPlain()) {
      session.sendAtOnce(packet(namespace));
    } else {
      sendTo(session, namespace);
    }
  }

  private EngineMessage packet(String namespace) {
    Head current = head;
    if (current == null || !current.namespace.equals(namespace)) {
      current = new Head(namespace, content.event(namespace, OptionalLong.empty()));
      head = current;
    }
    return current.message;
  }

  void sendTo(EngineSession session, EngineMessage packet) {
    session.send(packet);
    content.sendAttachments(session);
  }

  private record Head(String namespace, EngineMessage message) {}

  /// An event in the frame of one packet.
  record OutgoingPacket(EncodedEvent event, EngineMessage message) {
    void sendTo(EngineSession session) {
      event.sendTo(session, message);
    }
  }
}
