package io.belfry.socketio;

import io.belfry.socketio.AdapterAnswer.SocketState;
import io.belfry.socketio.engine.TransportKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A socket on any node: what it was when it was asked for, and a way to it.
///
/// Immutable, and safe in any thread. What is sent to a socket that is gone by then is lost.
public final class RemoteSocket {
  private final SocketState state;
  private final Broadcast itself;

  RemoteSocket(Namespace namespace, SocketState state) {
    this.state = state;
    this.itself = namespace.to(state.id());
  }

  /// The socket's id.
  public String id() {
    return state.id();
  }

  /// The rooms that it was in, without its id.
  public Set<String> rooms() {
    return state.rooms();
  }

  /// The transport that its connection used.
  public TransportKind transport() {
    return state.transport();
  }

  /// Emits an event to the client; see [EncodedEvent#of] for the arguments.
  public void emit(String event, @Nullable Object... args) {
    itself.emit(event, args);
  }

  /// Puts the socket into rooms.
  public void join(String... rooms) {
    itself.join(rooms);
  }

  /// Takes the socket out of rooms.
  public void leave(String... rooms) {
    itself.leave(rooms);
  }

  /// Disconnects the socket, as [Socket#disconnect(boolean)].
  public void disconnect(boolean close) {
    itself.disconnect(close);
  }

  @Override
  public String toString() {
    return "RemoteSocket[" + id() + "]";
  }
}
