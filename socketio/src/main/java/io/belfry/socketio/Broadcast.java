package io.belfry.socketio;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A choice of sockets of a namespace by their rooms.
///
/// Immutable, and safe in any thread: it can be kept and used again.
public final class Broadcast {
  private final Namespace namespace;
  private final List<String> rooms;
  private final List<String> excepted;

  Broadcast(Namespace namespace, List<String> rooms, List<String> excepted) {
    this.namespace = namespace;
    this.rooms = List.copyOf(rooms);
    this.excepted = List.copyOf(excepted);
  }

  /// The sockets of these rooms too. A socket's id is a room that holds it alone.
  public Broadcast to(String... rooms) {
    return new Broadcast(namespace, plus(this.rooms, rooms), excepted);
  }

  /// But none that is in one of these rooms.
  public Broadcast except(String... rooms) {
    return new Broadcast(namespace, this.rooms, plus(excepted, rooms));
  }

  /// Emits an event to each of them, once; see [EncodedEvent#of] for the arguments.
  public void emit(String event, @Nullable Object... args) {
    send(EncodedEvent.of(event, args));
  }

  /// Sends an event to each of them, once.
  public void send(EncodedEvent event) {
    Delivery delivery = new Delivery();
    for (Socket socket : sockets()) {
      delivery.add(socket, event);
    }
    delivery.flush();
  }

  /// The sockets that are meant, as of now.
  public Collection<Socket> sockets() {
    if (rooms.isEmpty() && excepted.isEmpty()) {
      return namespace.sockets();
    }
    Set<Socket> chosen = new LinkedHashSet<>();
    if (rooms.isEmpty()) {
      chosen.addAll(namespace.sockets());
    }
    for (String room : rooms) {
      chosen.addAll(namespace.socketsIn(room));
    }
    for (String room : excepted) {
      namespace.socketsIn(room).forEach(chosen::remove);
    }
    return chosen;
  }

  private static List<String> plus(List<String> rooms, String... more) {
    List<String> all = new ArrayList<>(rooms);
    all.addAll(List.of(more));
    return all;
  }
}
