package io.belfry.socketio;

import io.belfry.socketio.engine.EngineMessage;
import io.belfry.socketio.engine.EngineSession;
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

  void sendTo(EngineSession session, String namespace) {
    Head current = head;
    if (current == null || !current.namespace.equals(namespace)) {
      current = new Head(namespace, content.event(namespace, OptionalLong.empty()));
      head = current;
    }
    session.send(current.message);
    content.sendAttachments(session);
  }

  void sendTo(EngineSession session, String namespace, long ackId) {
    session.send(content.event(namespace, OptionalLong.of(ackId)));
    content.sendAttachments(session);
  }

  private record Head(String namespace, EngineMessage message) {}
}
