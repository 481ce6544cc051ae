package io.belfry.socketio;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A channel of its own over the connections (Socket.IO protocol, "Namespaces"): sockets, rooms,
/// middleware and listeners.
///
/// Safe in any thread.
public final class Namespace extends NamespaceHooks<Namespace> implements Broadcasting {
  static final String MAIN = "/";

  private final SocketIoServer server;
  private final String name;
  private final NamespaceMembers members;
  private final Broadcast everybody = new Broadcast(this);

  Namespace(SocketIoServer server, String name) {
    this.server = server;
    this.name = name;
    this.members = new NamespaceMembers(name, server.newRecovery());
  }

  /// The name, which begins with a slash.
  public String name() {
    return name;
  }

  /// The connected sockets of this node, as a live view that cannot be changed.
  public Collection<Socket> sockets() {
    return members.all();
  }

  /// The connected socket of this id, if it is on this node.
  public Optional<Socket> socket(String id) {
    return members.socket(id);
  }

  @Override
  public Broadcast everybody() {
    return everybody;
  }

  /// Emits an event to the listeners of the other nodes ([#onServerSide]), not to clients, nor to
  /// this node; see [EncodedEvent#of] for the arguments.
  public void serverSideEmit(String event, @Nullable Object... args) {
    if (!server.cluster().isAlone()) {
      server
          .cluster()
          .publish(
              new AdapterCommand.ServerSideEmit(
                  name, Optional.empty(), EncodedEvent.of(event, args).payload()));
    }
  }

  /// Emits an event to the listeners of the other nodes, and waits for the answer of each
  /// ([ServerSideEvent#answer]). Nodes that do not answer are counted: it does not fail for them.
  /// Completed in any thread, which must not be blocked.
  ///
  /// @param timeout how long they may take
  public CompletionStage<NodeAnswers> serverSideEmitWithAck(
      Duration timeout, String event, @Nullable Object... args) {
    return server.cluster().serverSideEmit(name, EncodedEvent.of(event, args).payload(), timeout);
  }

  @Override
  public String toString() {
    return "Namespace[" + name + "]";
  }

  @Override
  Namespace self() {
    return this;
  }

  SocketIoServer server() {
    return server;
  }

  NamespaceMembers members() {
    return members;
  }

  Recovery recovery() {
    return members.recovery();
  }
}
