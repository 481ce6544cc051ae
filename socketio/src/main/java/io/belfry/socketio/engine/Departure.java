package io.belfry.socketio.engine;

import java.time.Duration;
import java.util.List;

/// The sessions of one event loop as the server closes: one after the other, evenly over a time.
///
/// Confined to the event loop.
final class Departure extends Deadline {
  /// Fewer than these in a second are no rush that anybody has to be spared.
  private static final Duration LONGEST_GAP = Duration.ofMillis(10);

  private final EngineLoop loop;
  private final List<Session> sessions;
  private final Duration gap;
  private long dueAt;
  private int next;

  /// Of all sessions that `loop` has now.
  Departure(EngineLoop loop, Duration spread) {
    this.loop = loop;
    this.sessions = loop.sessions();
    Duration even = spread.dividedBy(Math.max(1, sessions.size()));
    this.gap = even.compareTo(LONGEST_GAP) < 0 ? even : LONGEST_GAP;
  }

  /// Closes the first session now.
  void begin() {
    dueAt = loop.nanoTime();
    expired();
  }

  /// Closes all that are due.
  @Override
  protected void expired() {
    long now = loop.nanoTime();
    while (next < sessions.size() && dueAt - now <= 0) {
      sessions.get(next++).close(CloseReason.SERVER_SHUTDOWN);
      dueAt += gap.toNanos();
    }
    if (next < sessions.size()) {
      loop.schedule(this, gap, dueAt - gap.toNanos());
    }
  }
}
