package io.belfry.socketio.engine;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One event loop, and the sessions that live on it.
///
/// [#execute], [#inLoop] and [#context] may be called from any thread, everything else on the loop
/// only.
public final class EngineLoop {
  private static final Logger log = LoggerFactory.getLogger(EngineLoop.class);

  private final ContextInternal context;
  private final EventLoop eventLoop;
  private final Map<Long, DeadlineQueue> queues = new HashMap<>();
  private final Set<Session> sessions = new HashSet<>();
  private List<Session> unflushed = new ArrayList<>();
  private List<Session> flushing = new ArrayList<>();
  private int turn;
  private boolean turnEnds;

  EngineLoop(ContextInternal context) {
    this.context = context;
    this.eventLoop = context.nettyEventLoop();
  }

  /// The Vert.x context of the loop.
  public Context context() {
    return context;
  }

  /// Whether the calling thread is the loop's.
  public boolean inLoop() {
    return eventLoop.inEventLoop();
  }

  /// Runs a task on the loop: at once when called there, soon otherwise, in the order of the calls.
  public void execute(Runnable task) {
    if (eventLoop.inEventLoop()) {
      task.run();
    } else {
      eventLoop.execute(task);
    }
  }

  /// Lets the deadline expire after the delay; a deadline that is scheduled already is moved.
  public void schedule(Deadline deadline, Duration delay) {
    schedule(deadline, delay, nanoTime());
  }

  void schedule(Deadline deadline, Duration delay, long fromNanos) {
    long nanos = delay.toNanos();
    queues
        .computeIfAbsent(
            nanos, key -> new DeadlineQueue(eventLoop, nanos, () -> queues.remove(nanos)))
        .add(deadline, fromNanos);
  }

  long nanoTime() {
    return eventLoop.ticker().nanoTime();
  }

  boolean owns(EventLoop other) {
    return eventLoop == other;
  }

  void add(Session session) {
    sessions.add(session);
  }

  void remove(Session session) {
    sessions.remove(session);
  }

  List<Session> sessions() {
    return List.copyOf(sessions);
  }

  /// Has the session flushed at the end of this turn of the loop.
  void flushLater(Session session) {
    if (unflushed.isEmpty()) {
      eventLoop.execute(this::flush);
    }
    unflushed.add(session);
  }

  /// The number of the turn under way, never 0. It ends with the tasks that are due by now: clients
  /// have time to read what it sends only after it.
  int turn() {
    if (!turnEnds) {
      turnEnds = true;
      turn = turn == -1 ? 1 : turn + 1;
      eventLoop.execute(() -> turnEnds = false);
    }
    return turn;
  }

  private void flush() {
    List<Session> due = unflushed;
    unflushed = flushing;
    flushing = due;
    try {
      for (Session session : due) {
        flush(session);
      }
    } finally {
      due.clear();
    }
  }

  /// Flushes one session; what goes wrong with it is no matter of those that come after it.
  void flush(Session session) {
    try {
      session.flush();
    } catch (RuntimeException | OutOfMemoryError e) {
      log.atError().setCause(e).log("A session could not be flushed");
      // A task of its own, as this may fail in the same way.
      eventLoop.execute(() -> session.close(CloseReason.TRANSPORT_ERROR));
    }
  }
}
