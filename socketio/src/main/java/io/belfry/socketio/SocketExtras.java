package io.belfry.socketio;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What most sockets never have: listeners of their own, middleware, acknowledgements that they
/// wait for, and what is needed to recover them.
///
/// Safe in any thread where it says nothing else.
final class SocketExtras {
  private final EventListeners eventListeners = new EventListeners();
  private final List<Consumer<DisconnectReason>> disconnecting = new CopyOnWriteArrayList<>();
  private final List<Consumer<RejectedEvent>> onError = new CopyOnWriteArrayList<>();
  private volatile @Nullable EventGates gates;

  // Confined to the socket's event loop.
  private @Nullable PendingAcks pendingAcks;
  private Optional<RecoveryClaim> claim = Optional.empty();

  // Written on the socket's event loop.
  private volatile Optional<RecoveryTicket> ticket = Optional.empty();

  EventListeners eventListeners() {
    return eventListeners;
  }

  List<Consumer<DisconnectReason>> disconnecting() {
    return disconnecting;
  }

  List<Consumer<RejectedEvent>> onError() {
    return onError;
  }

  /// The middleware; null when there is none.
  @Nullable EventGates gates() {
    return gates;
  }

  synchronized void use(Socket socket, EventMiddleware gate) {
    EventGates current = gates;
    if (current == null) {
      current = new EventGates(socket);
      current.add(gate);
      gates = current;
    } else {
      current.add(gate);
    }
  }

  /// On the socket's event loop.
  PendingAcks pendingAcks(Socket socket, int limit) {
    PendingAcks acks = pendingAcks;
    if (acks == null) {
      acks = new PendingAcks(socket.loop(), limit);
      pendingAcks = acks;
    }
    return acks;
  }

  /// On the socket's event loop.
  Optional<PendingAcks> pendingAcks() {
    return Optional.ofNullable(pendingAcks);
  }

  void claim(RecoveryClaim promised) {
    claim = Optional.of(promised);
  }

  /// What the socket was promised to get back when it is let in, once. On its event loop.
  Optional<RecoveryClaim> takeClaim() {
    Optional<RecoveryClaim> promised = claim;
    claim = Optional.empty();
    return promised;
  }

  Optional<RecoveryTicket> ticket() {
    return ticket;
  }

  void ticket(RecoveryTicket given) {
    ticket = Optional.of(given);
  }
}
