package io.belfry.socketio;

import io.belfry.socketio.engine.SessionIds;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/// The last events of a namespace, in their order, each with a number.
///
/// To clients a number is an offset: text that another ring, of another namespace or of an earlier
/// start, cannot have given out. For one thread at a time.
final class EventRing {
  private static final int RADIX = 36;

  private final RecoveryOptions options;
  private final String prefix = SessionIds.next() + ".";
  private final Deque<RecordedEvent> events = new ArrayDeque<>();
  private long bytes;
  private volatile long last;

  EventRing(RecoveryOptions options) {
    this.options = options;
  }

  /// The number of the last event; 0 when there was none. Safe in any thread.
  long last() {
    return last;
  }

  /// Takes in an event for these sockets, its offset as a last argument, and lets go of others.
  RecordedEvent add(EncodedEvent event, Targets targets, long nowNanos) {
    long seq = last + 1;
    last = seq;
    EncodedEvent numbered = event.plus(prefix + Long.toString(seq, RADIX));
    RecordedEvent recorded = new RecordedEvent(seq, nowNanos, targets, numbered);
    events.addLast(recorded);
    bytes += recorded.size();
    while (events.size() > options.maxEvents() || bytes > options.maxBytes()) {
      removeFirst();
    }
    expire(nowNanos);
    return recorded;
  }

  /// Lets go of what is too old.
  void expire(long nowNanos) {
    long maxAge = options.maxAge().toNanos();
    while (!events.isEmpty() && nowNanos - events.getFirst().atNanos() > maxAge) {
      removeFirst();
    }
  }

  private void removeFirst() {
    bytes -= events.removeFirst().size();
  }

  /// The number of this offset, if an event has it or had it.
  OptionalLong number(String offset) {
    // The longest number has 13 digits.
    if (!offset.startsWith(prefix) || offset.length() > prefix.length() + 13) {
      return OptionalLong.empty();
    }
    try {
      long seq = Long.parseLong(offset.substring(prefix.length()), RADIX);
      return seq >= 1 && seq <= last ? OptionalLong.of(seq) : OptionalLong.empty();
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /// Whether all events after this one are here.
  boolean holdsAllAfter(long seq) {
    return events.isEmpty() ? seq >= last : seq >= events.getFirst().seq() - 1;
  }

  /// The events after this one that were meant for a socket, in their order.
  List<RecordedEvent> after(long seq, DepartedSocket socket) {
    List<RecordedEvent> meant = new ArrayList<>();
    Iterator<RecordedEvent> backwards = events.descendingIterator();
    while (backwards.hasNext()) {
      RecordedEvent event = backwards.next();
      if (event.seq() <= seq) {
        break;
      }
      if (socket.isMeantBy(event)) {
        meant.add(event);
      }
    }
    Collections.reverse(meant);
    return meant;
  }
}
