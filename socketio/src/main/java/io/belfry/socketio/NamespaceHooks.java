package io.belfry.socketio;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// What an application hangs on a namespace, or on many at once: middleware and listeners.
///
/// Safe in any thread. Listeners and middleware are best added before the server starts; they run
/// on the event loop of the socket that they are called for.
///
/// @param <T> the type itself, for calls in a chain
public abstract sealed class NamespaceHooks<T extends NamespaceHooks<T>> extends EventSource<T>
    permits Namespace, ParentNamespace {
  private final List<Middleware> middleware = new CopyOnWriteArrayList<>();
  private final List<Consumer<Socket>> connectionListeners = new CopyOnWriteArrayList<>();
  private final EventListeners eventListeners = new EventListeners();
  private final Map<String, List<Consumer<ServerSideEvent>>> serverSide =
      new ConcurrentHashMap<>(2);

  NamespaceHooks() {}

  /// Adds a gate that each client has to pass, after those added before.
  public T use(Middleware gate) {
    middleware.add(gate);
    return self();
  }

  /// Has the listener called for each socket that is connected.
  public T onConnection(Consumer<Socket> listener) {
    connectionListeners.add(listener);
    return self();
  }

  /// Removes the connection listener.
  public T offConnection(Consumer<Socket> listener) {
    connectionListeners.remove(listener);
    return self();
  }

  /// Has the listener called for each event of this name that another node sends to this one. It
  /// runs on a thread of the [Adapter], which it must not block.
  public T onServerSide(String event, Consumer<ServerSideEvent> listener) {
    serverSide.compute(
        event,
        (name, listeners) -> {
          List<Consumer<ServerSideEvent>> all =
              listeners == null ? new CopyOnWriteArrayList<>() : listeners;
          all.add(listener);
          return all;
        });
    return self();
  }

  /// Removes the listener for events between nodes.
  public T offServerSide(String event, Consumer<ServerSideEvent> listener) {
    serverSide.computeIfPresent(
        event,
        (name, listeners) -> {
          listeners.remove(listener);
          return listeners.isEmpty() ? null : listeners;
        });
    return self();
  }

  /// Takes over everything that the other has by now.
  void addAll(NamespaceHooks<?> other) {
    middleware.addAll(other.middleware());
    connectionListeners.addAll(other.connectionListeners());
    eventListeners.addAll(other.eventListeners());
    other.copyServerSide(this);
  }

  private void copyServerSide(NamespaceHooks<?> to) {
    serverSide.forEach(
        (event, listeners) -> listeners.forEach(listener -> to.onServerSide(event, listener)));
  }

  List<Middleware> middleware() {
    return middleware;
  }

  List<Consumer<Socket>> connectionListeners() {
    return connectionListeners;
  }

  @Override
  EventListeners eventListeners() {
    return eventListeners;
  }

  void callServerSide(ServerSideEvent event) {
    EventListeners.callAll(serverSide.getOrDefault(event.name(), List.of()), event);
  }
}
