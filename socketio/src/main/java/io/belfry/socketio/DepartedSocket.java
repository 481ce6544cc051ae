package io.belfry.socketio;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A socket whose client may come back.
///
/// @param id the socket's id
/// @param pid what the client has to come with
/// @param since its rooms, each with the last event that came before the socket was in it
/// @param start the last event that the client needs in no case
/// @param lastSent the last event that was sent to it
/// @param settled the last event of which it is known that it was sent, or not for this socket
/// @param atNanos when it went
record DepartedSocket(
    String id,
    String pid,
    Map<String, Long> since,
    @Nullable Object attachment,
    long start,
    long lastSent,
    long settled,
    long atNanos) {

  /// The last event that a client needs no more which has received this one.
  long neededAfter(long received) {
    long last = Math.max(received, start);
    return last == lastSent ? Math.max(last, settled) : last;
  }

  boolean isMeantBy(RecordedEvent event) {
    Targets targets = event.targets();
    return (targets.rooms().isEmpty() || isInOneOf(targets.rooms(), event.seq()))
        && !isInOneOf(targets.except(), event.seq());
  }

  private boolean isInOneOf(Iterable<String> rooms, long seq) {
    for (String room : rooms) {
      if (room.equals(id) || since.getOrDefault(room, Long.MAX_VALUE) < seq) {
        return true;
      }
    }
    return false;
  }
}
