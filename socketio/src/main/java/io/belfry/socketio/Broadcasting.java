package io.belfry.socketio;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// What can be done with many sockets at once, without choosing among them first.
///
/// Safe in any thread. Reaches the sockets of all nodes, but for [#local].
public sealed interface Broadcasting permits Namespace, SocketIoServer {
  /// All sockets.
  Broadcast everybody();

  /// The sockets of these rooms, one at least. A socket's id is a room that holds it.
  default Broadcast to(String... rooms) {
    return everybody().to(rooms);
  }

  /// All sockets that are in none of these rooms.
  default Broadcast except(String... rooms) {
    return everybody().except(rooms);
  }

  /// All sockets of this node.
  default Broadcast local() {
    return everybody().local();
  }

  /// All sockets, but an event is sent only to those that can take it at once.
  default Broadcast asVolatile() {
    return everybody().asVolatile();
  }

  /// Emits an event to each socket; see [EncodedEvent#of] for the arguments.
  default void emit(String event, @Nullable Object... args) {
    everybody().emit(event, args);
  }

  /// Sends an event to each socket.
  default void send(EncodedEvent event) {
    everybody().send(event);
  }

  /// Emits an event that each socket is to acknowledge; see [Broadcast#emitWithAck].
  default CompletionStage<BroadcastAnswers> emitWithAck(
      Duration timeout, String event, @Nullable Object... args) {
    return everybody().emitWithAck(timeout, event, args);
  }

  /// Puts each socket into these rooms.
  default void joinAll(String... rooms) {
    everybody().join(rooms);
  }

  /// Takes each socket out of these rooms.
  default void leaveAll(String... rooms) {
    everybody().leave(rooms);
  }

  /// Disconnects each socket; see [Socket#disconnect(boolean)].
  default void disconnectSockets(boolean close) {
    everybody().disconnect(close);
  }

  /// The sockets of all nodes; see [Broadcast#fetchSockets].
  default CompletionStage<List<RemoteSocket>> fetchSockets() {
    return everybody().fetchSockets();
  }
}
