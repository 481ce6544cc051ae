package io.belfry.socketio;

import java.util.HashSet;
import java.util.Set;

/// The rooms that one socket is in.
///
/// Safe in any thread: a lock of its own keeps it and the namespace's side of it the same, and lets
/// nobody in who has left for good.
final class JoinedRooms {
  private Set<String> rooms = Set.of();
  private boolean left;

  synchronized void join(Socket socket, String... more) {
    if (left) {
      return;
    }
    Set<String> all = new HashSet<>(rooms);
    for (String room : more) {
      if (all.add(room)) {
        socket.namespace().join(socket, room);
      }
    }
    rooms = Set.copyOf(all);
  }

  synchronized void leave(Socket socket, String room) {
    if (rooms.contains(room)) {
      Set<String> others = new HashSet<>(rooms);
      others.remove(room);
      rooms = Set.copyOf(others);
      socket.namespace().leave(socket, room);
    }
  }

  /// Leaves all, and joins none any more.
  synchronized void leaveForGood(Socket socket) {
    left = true;
    rooms.forEach(room -> socket.namespace().leave(socket, room));
    rooms = Set.of();
  }

  synchronized Set<String> all() {
    return rooms;
  }
}
