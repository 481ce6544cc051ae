package io.belfry.socketio;

import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way of one socket through the middleware of its namespace.
///
/// Confined to the socket's event loop; a [Gate]'s decision may come from any thread.
final class Admission {
  private static final Logger log = LoggerFactory.getLogger(Admission.class);

  private final Connection connection;
  private final Socket socket;
  private final boolean leavesOut;
  private final Iterator<Middleware> gates;

  Admission(Connection connection, Socket socket) {
    this.connection = connection;
    this.socket = socket;
    this.leavesOut = socket.recovered() && connection.skipsMiddleware();
    this.gates =
        leavesOut ? Collections.emptyIterator() : socket.namespace().middleware().iterator();
  }

  void start() {
    if (!gates.hasNext()) {
      connection.admit(socket, leavesOut);
      return;
    }
    Gate gate = new Gate();
    try {
      gates.next().accept(socket, gate);
    } catch (Throwable e) {
      log.atError().setCause(e).log("A middleware of the application failed");
      gate.reject(new ConnectError("Internal error"));
    }
  }

  /// One middleware's decision, which is made once.
  private final class Gate implements Next {
    private final AtomicBoolean decided = new AtomicBoolean();

    @Override
    public void proceed() {
      if (decided.compareAndSet(false, true)) {
        socket.execute(Admission.this::start);
      }
    }

    @Override
    public void reject(ConnectError error) {
      if (decided.compareAndSet(false, true)) {
        socket.execute(() -> connection.reject(socket, error));
      }
    }
  }
}
