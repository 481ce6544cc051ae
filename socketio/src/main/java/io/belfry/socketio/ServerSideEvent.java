package io.belfry.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An event that another node sent to this one, past all clients.
///
/// Safe in any thread: it may be kept, and answered later.
public final class ServerSideEvent {
  private final String name;
  private final List<JsonNode> args;
  private final Consumer<EncodedPayload> answer;
  private final AtomicBoolean answered = new AtomicBoolean();

  ServerSideEvent(List<JsonNode> nameAndArgs, Consumer<EncodedPayload> answer) {
    this.name = nameAndArgs.getFirst().asText();
    this.args = List.copyOf(nameAndArgs.subList(1, nameAndArgs.size()));
    this.answer = answer;
  }

  /// The name of the event.
  public String name() {
    return name;
  }

  /// The arguments; a binary one is a `BinaryNode`.
  public List<JsonNode> args() {
    return args;
  }

  /// The argument at this place; a `MissingNode` when there are fewer.
  public JsonNode arg(int index) {
    return index < args.size() ? args.get(index) : MissingNode.getInstance();
  }

  /// Answers the node that asked. The first answer counts; does nothing when none is wanted.
  public void answer(@Nullable Object... args) {
    if (answered.get()) {
      return;
    }
    EncodedPayload payload = EncodedArgs.of(args).payload();
    if (answered.compareAndSet(false, true)) {
      answer.accept(payload);
    }
  }
}
