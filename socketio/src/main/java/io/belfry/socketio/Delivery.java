package io.belfry.socketio;

import io.belfry.socketio.engine.EngineLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A batch of events for many sockets: one task for each event loop, one flush for each socket.
///
/// Confined to the thread that fills it, which may be any. Each socket hears its events in the
/// order in which they were added. Made by [SocketIoServer#delivery].
public final class Delivery {
  private final Map<EngineLoop, Batch> batches = new HashMap<>();
  private final List<Runnable> recorded = new ArrayList<>(0);

  Delivery() {}

  /// Adds an event for a socket; a socket that is disconnected by then does not hear it.
  public void add(Socket socket, EncodedEvent event) {
    if (socket.namespace().recovery().isOn()) {
      recorded.add(() -> socket.send(event));
    } else {
      batches.computeIfAbsent(socket.loop(), loop -> new Batch()).add(socket, event);
    }
  }

  /// Sends what was added; the delivery is empty then and may be used again.
  public void flush() {
    batches.forEach(EngineLoop::execute);
    batches.clear();
    recorded.forEach(Runnable::run);
    recorded.clear();
  }

  /// What one event loop has to send.
  private static final class Batch implements Runnable {
    private final List<Socket> sockets = new ArrayList<>();
    private final List<EncodedEvent> events = new ArrayList<>();

    private void add(Socket socket, EncodedEvent event) {
      sockets.add(socket);
      events.add(event);
    }

    @Override
    public void run() {
      int last = sockets.size() - 1;
      for (int i = 0; i <= last; i++) {
        Socket socket = sockets.get(i);
        if (i < last && sockets.get(i + 1) == socket) {
          socket.sendNow(events.get(i));
        } else {
          socket.sendAtOnce(events.get(i));
        }
      }
    }
  }
}
