package io.belfry.socketio;

import io.belfry.socketio.engine.EngineLoop;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// The recorded events that the sockets of one event loop are to be sent, in their order.
///
/// What says so is guarded by the [RecoveryLog]'s lock, everything else confined to the event loop.
final class LoopOutbox {
  private final Object lock;
  private final EngineLoop loop;

  // Guarded by the lock.
  private final Queue<Item> queue = new ArrayDeque<>();
  private boolean scheduled;
  private @Nullable Item underWay;

  LoopOutbox(Object lock, EngineLoop loop) {
    this.lock = lock;
    this.loop = loop;
  }

  /// Queues an event. Under the lock.
  void add(RecordedEvent event, List<Socket> sockets) {
    queue.add(new Item(event, sockets));
  }

  /// The last event of which all sockets of this loop have been sent what was for them. Under the
  /// lock.
  long settled(long last) {
    Item next = underWay == null ? queue.peek() : underWay;
    return next == null ? last : next.event.seq() - 1;
  }

  /// Has the queue emptied on the event loop: now when called there. Safe in any thread.
  void flush() {
    synchronized (lock) {
      if (!loop.inLoop()) {
        if (scheduled) {
          return;
        }
        scheduled = true;
      }
    }
    loop.execute(this::drain);
  }

  private void drain() {
    synchronized (lock) {
      scheduled = false;
      if (underWay != null) {
        // A listener that is called further up emits an event: that waits for its turn.
        return;
      }
    }
    try {
      Item item = next();
      while (item != null) {
        item.send();
        item = next();
      }
    } finally {
      synchronized (lock) {
        underWay = null;
      }
    }
  }

  private @Nullable Item next() {
    synchronized (lock) {
      underWay = queue.poll();
      return underWay;
    }
  }

  private record Item(RecordedEvent event, List<Socket> sockets) {
    private void send() {
      for (Socket socket : sockets) {
        socket.sendRecorded(event);
      }
    }
  }
}
