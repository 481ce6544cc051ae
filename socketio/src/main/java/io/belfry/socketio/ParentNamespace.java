package io.belfry.socketio;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Many namespaces that are made as clients ask for them, and are alike: each child begins with the
/// middleware and listeners that its parent has by then.
///
/// A child is made when a first client was accepted, and is gone when the last one has left (with
/// [RecoveryOptions] on: when nobody's return is waited for either). Safe in any thread.
public final class ParentNamespace extends NamespaceHooks<ParentNamespace> {
  private final SocketIoServer server;
  private final String name;
  private final NamespaceGate gate;
  private final Set<Namespace> children = ConcurrentHashMap.newKeySet();

  /// @param name its name among the nodes, which no client can ask for
  ParentNamespace(SocketIoServer server, String name, NamespaceGate gate) {
    this.server = server;
    this.name = name;
    this.gate = gate;
  }

  /// The children of this node, as a live view.
  public Collection<Namespace> children() {
    return Collections.unmodifiableSet(children);
  }

  /// Emits an event to each socket of each child; see [EncodedEvent#of] for the arguments.
  public void emit(String event, @Nullable Object... args) {
    send(EncodedEvent.of(event, args));
  }

  /// Sends an event to each socket of each child, on all nodes.
  public void send(EncodedEvent event) {
    children.forEach(child -> child.members().send(Targets.ALL, event, false));
    if (!server.cluster().isAlone()) {
      server.cluster().publish(new AdapterCommand.Emit(name, Targets.ALL, event.payload(), false));
    }
  }

  @Override
  public String toString() {
    return "ParentNamespace[" + children.size() + " children]";
  }

  @Override
  ParentNamespace self() {
    return this;
  }

  String name() {
    return name;
  }

  NamespaceGate gate() {
    return gate;
  }

  Namespace newChild(String childName) {
    Namespace child = new Namespace(server, childName);
    child.addAll(this);
    children.add(child);
    return child;
  }

  void forget(Namespace child) {
    children.remove(child);
  }
}
