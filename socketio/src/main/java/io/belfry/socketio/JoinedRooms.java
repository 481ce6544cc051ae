package io.belfry.socketio;

import java.util.HashSet;
import java.util.Set;

/// The rooms that one socket is in.
///
/// Safe in any thread: a lock of its own keeps it and the namespace's side of it the same, and lets
/// nobody in who has left for good.
final class JoinedRooms {
  /// Up to so many rooms are an immutable set, which takes little memory; more, one that a change
  /// does not copy.
  private static final int FEW = 8;

  private Set<String> rooms = Set.of();
  private boolean left;

  synchronized void join(Socket socket, String... more) {
    if (left) {
      return;
    }
    long lastEvent = socket.namespace().recovery().lastEvent();
    socket.recoveryTicket().ifPresent(ticket -> ticket.joined(lastEvent, more));
    Set<String> all = changeable();
    for (String room : more) {
      if (all.add(room)) {
        socket.namespace().members().join(socket, room);
      }
    }
    settle(all);
  }

  synchronized void leave(Socket socket, String... some) {
    Set<String> others = changeable();
    for (String room : some) {
      if (others.remove(room)) {
        socket.namespace().members().leave(socket, room);
      }
    }
    settle(others);
    socket.recoveryTicket().ifPresent(ticket -> ticket.left(some));
  }

  /// Leaves all, and joins none any more; returns those that were left.
  synchronized Set<String> leaveForGood(Socket socket) {
    left = true;
    Set<String> all = rooms;
    all.forEach(room -> socket.namespace().members().leave(socket, room));
    rooms = Set.of();
    return all;
  }

  /// A copy.
  synchronized Set<String> all() {
    return Set.copyOf(rooms);
  }

  private Set<String> changeable() {
    return rooms.size() > FEW ? rooms : new HashSet<>(rooms);
  }

  private void settle(Set<String> changed) {
    rooms = changed.size() > FEW ? changed : Set.copyOf(changed);
  }
}
