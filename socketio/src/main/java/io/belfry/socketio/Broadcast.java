package io.belfry.socketio;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A choice of sockets of a namespace by their rooms, on all nodes.
///
/// Immutable, and safe in any thread: it can be kept and used again.
public final class Broadcast {
  private final Namespace namespace;
  private final Targets targets;
  private final boolean local;
  private final boolean isVolatile;

  Broadcast(Namespace namespace) {
    this(namespace, Targets.ALL, false, false);
  }

  private Broadcast(Namespace namespace, Targets targets, boolean local, boolean isVolatile) {
    this.namespace = namespace;
    this.targets = targets;
    this.local = local;
    this.isVolatile = isVolatile;
  }

  /// The sockets of these rooms too. A socket's id is a room that holds it.
  ///
  /// @throws IllegalArgumentException when no room is given, which would mean everybody
  public Broadcast to(String... rooms) {
    if (rooms.length == 0) {
      throw new IllegalArgumentException("no room was given; everybody() means all sockets");
    }
    return new Broadcast(namespace, targets.to(List.of(rooms)), local, isVolatile);
  }

  /// But none that is in one of these rooms.
  public Broadcast except(String... rooms) {
    return new Broadcast(namespace, targets.except(List.of(rooms)), local, isVolatile);
  }

  /// But only those that are connected to this node.
  public Broadcast local() {
    return new Broadcast(namespace, targets, true, isVolatile);
  }

  /// But an event is sent only to those whose connection can take it at once; for the others it is
  /// lost, nothing is queued.
  public Broadcast asVolatile() {
    return new Broadcast(namespace, targets, local, true);
  }

  /// Emits an event to each of them, once; see [EncodedEvent#of] for the arguments.
  public void emit(String event, @Nullable Object... args) {
    send(EncodedEvent.of(event, args));
  }

  /// Sends an event to each of them, once.
  public void send(EncodedEvent event) {
    namespace.members().send(targets, event, isVolatile);
    if (reachesOthers()) {
      cluster()
          .publish(new AdapterCommand.Emit(namespace.name(), targets, event.payload(), isVolatile));
    }
  }

  /// Emits an event that each of them is to acknowledge; done when all have, or the time is over.
  /// Sockets that answer, and how many do not, are part of the result: it does not fail for them.
  /// Completed in any thread, which must not be blocked.
  ///
  /// @param timeout how long each client may take; a node that does not answer adds
  ///   [SocketIoOptions#adapterTimeout] to it
  public CompletionStage<BroadcastAnswers> emitWithAck(
      Duration timeout, String event, @Nullable Object... args) {
    PendingAcks.requireTimeout(timeout);
    EncodedEvent encoded = EncodedEvent.of(event, args);
    CompletionStage<BroadcastAnswers> here =
        namespace.members().ask(targets, encoded, isVolatile, timeout);
    if (!reachesOthers()) {
      return here;
    }
    return here.thenCombine(
        cluster().emitWithAck(namespace.name(), targets, encoded.payload(), isVolatile, timeout),
        BroadcastAnswers::plus);
  }

  /// Puts each of them into these rooms.
  public void join(String... rooms) {
    Set<String> each = Set.copyOf(List.of(rooms));
    namespace.members().join(targets, rooms);
    if (reachesOthers()) {
      cluster().publish(new AdapterCommand.Join(namespace.name(), targets, each));
    }
  }

  /// Takes each of them out of these rooms.
  public void leave(String... rooms) {
    Set<String> each = Set.copyOf(List.of(rooms));
    namespace.members().leave(targets, rooms);
    if (reachesOthers()) {
      cluster().publish(new AdapterCommand.Leave(namespace.name(), targets, each));
    }
  }

  /// Disconnects each of them; see [Socket#disconnect(boolean)].
  public void disconnect(boolean close) {
    namespace.members().disconnect(targets, close);
    if (reachesOthers()) {
      cluster().publish(new AdapterCommand.Disconnect(namespace.name(), targets, close));
    }
  }

  /// Asks all nodes for these sockets. Fails with a `TimeoutException` when a node does not answer
  /// within [SocketIoOptions#adapterTimeout]. Completed in any thread, which must not be blocked.
  public CompletionStage<List<RemoteSocket>> fetchSockets() {
    return cluster()
        .fetch(namespace.name(), targets, namespace.members().states(targets), reachesOthers())
        .thenApply(
            states -> states.stream().map(state -> new RemoteSocket(namespace, state)).toList());
  }

  /// The sockets of this node that are meant, as of now.
  public Collection<Socket> sockets() {
    return namespace.members().select(targets);
  }

  private boolean reachesOthers() {
    return !local && !cluster().isAlone();
  }

  private Cluster cluster() {
    return namespace.server().cluster();
  }
}
