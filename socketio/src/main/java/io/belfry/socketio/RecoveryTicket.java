package io.belfry.socketio;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What a connected socket keeps so that it can be recovered.
///
/// Confined to the socket's event loop, but for the rooms.
final class RecoveryTicket {
  /// What the client comes back with.
  final String pid;

  /// The last event that came before this socket, or before its last return: the client has all up
  /// to it that it needs.
  final long start;

  /// The last event that was recorded before the socket was in the namespace.
  final long entered;

  /// The last event that was sent to it.
  long lastSent;

  private final Map<String, Long> since = new ConcurrentHashMap<>(4);

  RecoveryTicket(String pid, long start, long entered, Map<String, Long> since) {
    this.pid = pid;
    this.start = start;
    this.entered = entered;
    this.lastSent = start;
    this.since.putAll(since);
  }

  /// Notes that the socket is in these rooms for all events after that one.
  void joined(long lastEvent, String... rooms) {
    for (String room : rooms) {
      since.putIfAbsent(room, lastEvent);
    }
  }

  void left(String... rooms) {
    for (String room : rooms) {
      since.remove(room);
    }
  }

  /// The last event that came before the socket was in the room.
  long since(String room) {
    return since.getOrDefault(room, start);
  }
}
