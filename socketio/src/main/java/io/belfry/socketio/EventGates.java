package io.belfry.socketio;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The middleware of one socket, and the events that wait for it.
///
/// Events pass one after the other, so they reach the listeners in the order in which they were
/// sent, however long one of them takes. Confined to the socket's event loop, but for [#add]; a
/// gate's decision may come from any thread.
final class EventGates {
  private static final Logger log = LoggerFactory.getLogger(EventGates.class);

  private final Socket socket;
  private final List<EventMiddleware> gates = new CopyOnWriteArrayList<>();
  private final Queue<Event> waiting = new ArrayDeque<>(1);
  private long waitingBytes;
  private boolean passing;
  private boolean draining;

  EventGates(Socket socket) {
    this.socket = socket;
  }

  void add(EventMiddleware gate) {
    gates.add(gate);
  }

  /// Has the event pass after those before it; false when too many wait already, or too much.
  boolean offer(Event event, SocketIoOptions options) {
    if (passing
        && (waiting.size() >= options.maxPendingEvents()
            || waitingBytes + event.size() > options.maxPendingEventBytes())) {
      return false;
    }
    waiting.add(event);
    waitingBytes += event.size();
    drain();
    return true;
  }

  private void drain() {
    if (draining) {
      return;
    }
    draining = true;
    try {
      while (!passing && !waiting.isEmpty()) {
        passing = true;
        Event next = waiting.remove();
        waitingBytes -= next.size();
        new Passage(next).go();
      }
    } finally {
      draining = false;
    }
  }

  /// Lets go of the events that wait.
  void clear() {
    waiting.clear();
    waitingBytes = 0;
  }

  /// One event's way through the gates.
  private final class Passage {
    private final Event event;
    private final Iterator<EventMiddleware> left = gates.iterator();

    private Passage(Event event) {
      this.event = event;
    }

    private void go() {
      if (!socket.isConnected()) {
        passing = false;
        clear();
      } else if (left.hasNext()) {
        ask(left.next());
      } else {
        end(() -> socket.dispatch(event));
      }
    }

    private void ask(EventMiddleware gate) {
      Decision decision = new Decision(this);
      try {
        gate.accept(event, decision);
      } catch (Throwable e) {
        log.atError().setCause(e).log("A middleware of the application failed");
        decision.reject(e instanceof Exception known ? known : new IllegalStateException(e));
      }
    }

    private void reject(Exception error) {
      end(() -> socket.rejected(new RejectedEvent(event, error)));
    }

    private void end(Runnable last) {
      last.run();
      passing = false;
    }
  }

  /// One gate's decision, which is made once.
  private final class Decision implements EventNext {
    private final Passage passage;
    private final AtomicBoolean decided = new AtomicBoolean();

    private Decision(Passage passage) {
      this.passage = passage;
    }

    @Override
    public void proceed() {
      decide(passage::go);
    }

    @Override
    public void reject(Exception error) {
      decide(() -> passage.reject(error));
    }

    private void decide(Runnable consequence) {
      if (decided.compareAndSet(false, true)) {
        socket.execute(
            () -> {
              consequence.run();
              drain();
            });
      }
    }
  }
}
