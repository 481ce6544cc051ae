package io.belfry.socketio;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A channel of its own over the connections: sockets, rooms, middleware and listeners.
///
/// Safe in any thread. Listeners and middleware are best added before the server starts; they run
/// on the event loop of the socket they are called for.
public final class Namespace {
  static final String MAIN = "/";

  private final String name;
  private final ConcurrentMap<String, Socket> sockets = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Set<Socket>> rooms = new ConcurrentHashMap<>();
  private final List<Middleware> middleware = new CopyOnWriteArrayList<>();
  private final List<Consumer<Socket>> connectionListeners = new CopyOnWriteArrayList<>();
  private final EventListeners eventListeners = new EventListeners();
  private final Broadcast everybody = new Broadcast(this, List.of(), List.of());

  Namespace(String name) {
    this.name = name;
  }

  /// The name, which begins with a slash.
  public String name() {
    return name;
  }

  /// Adds a gate that each client has to pass, after those added before.
  public Namespace use(Middleware gate) {
    middleware.add(gate);
    return this;
  }

  /// Has the listener called for each socket that is connected.
  public Namespace onConnection(Consumer<Socket> listener) {
    connectionListeners.add(listener);
    return this;
  }

  /// Has the listener called for each event of this name, whichever socket it comes from
  /// ([Event#socket] tells). One listener here costs less than one on each socket.
  public Namespace on(String event, Consumer<Event> listener) {
    eventListeners.on(event, listener);
    return this;
  }

  /// Has the listener called for each event of each socket, before the others.
  public Namespace onAny(Consumer<Event> listener) {
    eventListeners.onAny(listener);
    return this;
  }

  /// Has the listener called for each event that has no listener of its own name, neither here nor
  /// on its socket.
  public Namespace onUnhandled(Consumer<Event> listener) {
    eventListeners.onUnhandled(listener);
    return this;
  }

  /// Emits an event to each socket; see [EncodedEvent#of] for the arguments.
  public void emit(String event, @Nullable Object... args) {
    everybody.emit(event, args);
  }

  /// Sends an event to each socket.
  public void send(EncodedEvent event) {
    everybody.send(event);
  }

  /// The sockets of these rooms. A socket's id is a room that holds it alone.
  public Broadcast to(String... rooms) {
    return everybody.to(rooms);
  }

  /// All sockets that are in none of these rooms.
  public Broadcast except(String... rooms) {
    return everybody.except(rooms);
  }

  /// The connected sockets, as a live view.
  public Collection<Socket> sockets() {
    return Collections.unmodifiableCollection(sockets.values());
  }

  /// The connected socket of this id.
  public Optional<Socket> socket(String id) {
    return Optional.ofNullable(sockets.get(id));
  }

  Collection<Socket> socketsIn(String room) {
    Set<Socket> members = rooms.get(room);
    if (members != null) {
      return members;
    }
    Socket alone = sockets.get(room);
    return alone == null ? List.of() : List.of(alone);
  }

  List<Middleware> middleware() {
    return middleware;
  }

  List<Consumer<Socket>> connectionListeners() {
    return connectionListeners;
  }

  EventListeners eventListeners() {
    return eventListeners;
  }

  void add(Socket socket) {
    sockets.put(socket.id(), socket);
  }

  void remove(Socket socket) {
    sockets.remove(socket.id());
  }

  void join(Socket socket, String room) {
    rooms.compute(
        room,
        (key, members) -> {
          Set<Socket> known = members == null ? ConcurrentHashMap.newKeySet() : members;
          known.add(socket);
          return known;
        });
  }

  void leave(Socket socket, String room) {
    rooms.computeIfPresent(
        room,
        (key, members) -> {
          members.remove(socket);
          return members.isEmpty() ? null : members;
        });
  }
}
