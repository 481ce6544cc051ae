package io.belfry.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// An event that a client emitted.
///
/// Safe in any thread: it may be kept, and acknowledged later.
public final class Event {
  private static final long NO_ACK = -1;

  private final Socket socket;
  private final String name;
  private final ReceivedArgs args;
  private final long ackId;
  private final AtomicBoolean acked;

  Event(Socket socket, Packet.Event packet) {
    this.socket = socket;
    this.name = packet.name();
    this.args = packet.args();
    this.ackId = packet.ackId().orElse(NO_ACK);
    this.acked = new AtomicBoolean(ackId == NO_ACK);
  }

  /// The socket that it came from.
  public Socket socket() {
    return socket;
  }

  /// The name of the event.
  public String name() {
    return name;
  }

  /// The arguments; a binary one is a `BinaryNode`. Each is made into a tree when it is first taken
  /// from the list, and is the same tree each time.
  public List<JsonNode> args() {
    return args;
  }

  /// The argument at this place; a `MissingNode` when there are fewer.
  public JsonNode arg(int index) {
    return index < args.size() ? args.get(index) : MissingNode.getInstance();
  }

  /// The argument at this place as the client sent it, to be passed on without making a tree of it:
  /// `io.of("/").emit(event.name(), event.rawArg(0))`. It is `null` in JSON when there are fewer.
  public RawJson rawArg(int index) {
    return index < args.size() ? args.raw(index) : RawJson.NULL;
  }

  /// The arguments as the client sent them.
  public List<RawJson> rawArgs() {
    return IntStream.range(0, args.size()).mapToObj(args::raw).toList();
  }

  /// About how many bytes of memory it takes.
  int size() {
    return args.bytes();
  }

  /// Whether the client asked for an acknowledgement.
  public boolean wantsAck() {
    return ackId != NO_ACK;
  }

  /// Acknowledges the event; see [EncodedEvent#of] for the arguments. Does nothing when the client
  /// did not ask for it, or has it already.
  ///
  /// @throws IllegalArgumentException when an argument cannot be written; the client still waits
  ///   then
  public void ack(@Nullable Object... args) {
    if (acked.get()) {
      return;
    }
    EncodedArgs encoded = EncodedArgs.of(args);
    if (acked.compareAndSet(false, true)) {
      socket.sendAck(ackId, encoded);
    }
  }

  @Override
  public String toString() {
    return "Event[%s in %s, %d arguments]".formatted(name, socket.namespace().name(), args.size());
  }
}
