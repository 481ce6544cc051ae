package io.belfry.socketio;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The namespaces of a server: those that were named, and those that parents make.
///
/// Safe in any thread.
final class Namespaces {
  private final SocketIoServer server;
  private final ConcurrentMap<String, Entry> byName = new ConcurrentHashMap<>();
  private final List<ParentNamespace> parents = new CopyOnWriteArrayList<>();
  private final AtomicInteger named = new AtomicInteger();
  private final AtomicInteger dynamic = new AtomicInteger();

  Namespaces(SocketIoServer server) {
    this.server = server;
  }

  /// The namespace of this name, which stays from now on.
  Namespace of(String name) {
    Entry known = byName.get(name);
    if (known != null && known.parent == null) {
      return known.namespace;
    }
    return byName.compute(name, (key, entry) -> named(name, entry)).namespace;
  }

  private Entry named(String name, @Nullable Entry known) {
    if (known == null) {
      named.incrementAndGet();
      return new Entry(new Namespace(server, name), null);
    }
    if (known.parent == null) {
      return known;
    }
    named.incrementAndGet();
    dynamic.decrementAndGet();
    return new Entry(known.namespace, null);
  }

  ParentNamespace of(NamespaceGate gate) {
    // A comma ends a name in a packet, so no client can ask for this one.
    ParentNamespace parent = new ParentNamespace(server, "," + parents.size(), gate);
    parents.add(parent);
    return parent;
  }

  /// The namespace of this name, if there is one.
  Optional<Namespace> find(String name) {
    return Optional.ofNullable(byName.get(name)).map(entry -> entry.namespace);
  }

  /// The namespace of this name, if it was named by the application.
  @Nullable Namespace findNamed(String name) {
    Entry entry = byName.get(name);
    return entry == null || entry.parent != null ? null : entry.namespace;
  }

  List<ParentNamespace> parents() {
    return parents;
  }

  /// The namespaces that a command of another node is for.
  List<Namespace> audience(String name) {
    for (ParentNamespace parent : parents) {
      if (parent.name().equals(name)) {
        return List.copyOf(parent.children());
      }
    }
    return find(name).map(List::of).orElse(List.of());
  }

  /// Whether there is but one, so that a client who is in it has nothing more to ask for.
  boolean isSingle() {
    return parents.isEmpty() && named.get() == 1;
  }

  /// The parent's child of this name, made when there is none, and kept until it is let go of as
  /// often; null when there are too many.
  @Nullable Namespace hold(String name, ParentNamespace parent) {
    Entry held =
        byName.compute(
            name,
            (key, known) -> {
              Entry entry = known == null ? newChild(name, parent) : known;
              if (entry != null) {
                entry.holders++;
              }
              return entry;
            });
    return held == null ? null : held.namespace;
  }

  private @Nullable Entry newChild(String name, ParentNamespace parent) {
    if (dynamic.incrementAndGet() > server.options().maxDynamicNamespaces()) {
      dynamic.decrementAndGet();
      return null;
    }
    return new Entry(parent.newChild(name), parent);
  }

  /// Lets go of a namespace that was held; does nothing to one that was named.
  void release(Namespace namespace) {
    if (!parents.isEmpty()) {
      byName.computeIfPresent(
          namespace.name(),
          (key, entry) -> {
            boolean held = entry.parent != null && entry.namespace == namespace;
            entry.holders -= held ? 1 : 0;
            return unlessUnused(entry);
          });
    }
  }

  /// Drops what is too old to be recovered, and children that were only kept for that.
  void expire() {
    for (Entry entry : byName.values()) {
      entry.namespace.recovery().expire();
      byName.computeIfPresent(entry.namespace.name(), (key, current) -> unlessUnused(current));
    }
  }

  private @Nullable Entry unlessUnused(Entry entry) {
    ParentNamespace parent = entry.parent;
    if (parent == null || entry.holders > 0 || !entry.namespace.recovery().isIdle()) {
      return entry;
    }
    parent.forget(entry.namespace);
    dynamic.decrementAndGet();
    return null;
  }

  /// A namespace; one with a parent goes when nobody holds it.
  private static final class Entry {
    private final Namespace namespace;
    private final @Nullable ParentNamespace parent;

    // Guarded by the map, which changes it in its own atomic operations alone.
    private int holders;

    private Entry(Namespace namespace, @Nullable ParentNamespace parent) {
      this.namespace = namespace;
      this.parent = parent;
    }
  }
}
