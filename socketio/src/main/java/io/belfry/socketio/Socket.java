package io.belfry.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.socketio.EncodedEvent.OutgoingPacket;
import io.belfry.socketio.engine.EngineLoop;
import io.belfry.socketio.engine.TransportKind;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A client in a namespace.
///
/// Safe in any thread. Its listeners run on its event loop, one at a time, in the order in which
/// the client sent things. What one thread sends arrives in that order.
public final class Socket extends EventSource<Socket> {
  private final String id;
  private final Namespace namespace;
  private final Connection connection;
  private @Nullable Handshake handshake;
  private final JoinedRooms rooms = new JoinedRooms();
  private volatile boolean connected;
  private volatile boolean recovered;
  private volatile @Nullable Object attachment;

  // Guarded by this.
  private List<Consumer<DisconnectReason>> disconnectListeners = List.of();
  private @Nullable DisconnectReason disconnectReason;

  private volatile @Nullable SocketExtras extras;

  Socket(String id, Namespace namespace, Connection connection, Handshake handshake) {
    this.id = id;
    this.namespace = namespace;
    this.connection = connection;
    this.handshake = handshake;
  }

  /// A socket that gets back what one before had.
  Socket(RecoveryClaim claim, Namespace namespace, Connection connection, Handshake handshake) {
    this(claim.socket().id(), namespace, connection, handshake);
    this.attachment = claim.socket().attachment();
    this.recovered = true;
    extras().claim(claim);
  }

  /// The id that the client knows too; another one after each reconnect, unless it is recovered. Of
  /// a client 2.x it holds the id of its session, as that client demands: whoever is told it could
  /// speak in its name while it polls.
  public String id() {
    return id;
  }

  /// The namespace that the socket is in.
  public Namespace namespace() {
    return namespace;
  }

  /// What the client said when it came. Available to middleware and connection listeners; let go of
  /// after them, so keep what is needed later.
  ///
  /// @throws IllegalStateException when it is not there any more
  public synchronized Handshake handshake() {
    if (handshake == null) {
      throw new IllegalStateException("the handshake was let go of after the connection listeners");
    }
    return handshake;
  }

  /// Whether the client is in the namespace: true from the first connection listener on, until the
  /// disconnect listeners.
  public boolean isConnected() {
    return connected;
  }

  /// Whether the client came back and has its id, rooms, attachment and missed events again; see
  /// [RecoveryOptions]. Certain from the first connection listener on: middleware may see a
  /// recovery that comes too late in the end.
  public boolean recovered() {
    return recovered;
  }

  /// Adds a gate that each event of this socket has to pass before its listeners are called, after
  /// those added before. Events keep their order even when a gate decides later: those that follow
  /// wait, at most [SocketIoOptions#maxPendingEvents] of them.
  public Socket use(EventMiddleware gate) {
    extras().use(this, gate);
    return this;
  }

  /// Has the listener called for each event that a gate rejects.
  public Socket onError(Consumer<RejectedEvent> listener) {
    extras().onError().add(listener);
    return this;
  }

  /// Has the listener called when the socket is about to be disconnected, while its rooms are still
  /// known. A socket that is disconnected already does not call it.
  public Socket onDisconnecting(Consumer<DisconnectReason> listener) {
    extras().disconnecting().add(listener);
    return this;
  }

  /// Has the listener called when the socket is disconnected, or soon when it is already. One that
  /// was added in middleware which then turned the client away is not called.
  public Socket onDisconnect(Consumer<DisconnectReason> listener) {
    DisconnectReason reason;
    synchronized (this) {
      reason = disconnectReason;
      if (reason == null) {
        disconnectListeners =
            Stream.concat(disconnectListeners.stream(), Stream.of(listener)).toList();
      }
    }
    if (reason != null) {
      execute(() -> EventListeners.call(listener, reason));
    }
    return this;
  }

  /// Emits an event to the client; see [EncodedEvent#of] for the arguments. Does nothing when the
  /// socket is not connected.
  public void emit(String event, @Nullable Object... args) {
    send(EncodedEvent.of(event, args));
  }

  /// Sends an event to the client. Does nothing when the socket is not connected.
  public void send(EncodedEvent event) {
    namespace.recovery().send(this, event);
  }

  /// Emits an event to the client if its connection can take it at once; otherwise it is lost, and
  /// it is not kept for recovery either. See [EncodedEvent#of] for the arguments.
  public void emitVolatile(String event, @Nullable Object... args) {
    EncodedEvent encoded = EncodedEvent.of(event, args);
    loop().execute(() -> sendVolatileNow(encoded));
  }

  /// Emits an event and waits for its acknowledgement: the arguments that the client answers with,
  /// or an [AckException]. Completed on the socket's event loop, which must not be blocked.
  ///
  /// @param timeout how long the client may take
  public CompletionStage<List<JsonNode>> emitWithAck(
      Duration timeout, String event, @Nullable Object... args) {
    PendingAcks.requireTimeout(timeout);
    long ackId = namespace.members().nextAckId();
    OutgoingPacket packet = EncodedEvent.of(event, args).asking(namespace.name(), ackId);
    CompletableFuture<List<JsonNode>> answer = new CompletableFuture<>();
    loop().execute(() -> askNow(packet, ackId, false, timeout, answer));
    return answer;
  }

  /// The other sockets of these rooms, on all nodes.
  public Broadcast to(String... rooms) {
    return broadcast().to(rooms);
  }

  /// The other sockets that are in none of these rooms, on all nodes.
  public Broadcast except(String... rooms) {
    return broadcast().except(rooms);
  }

  /// The other sockets of the namespace, on all nodes.
  public Broadcast broadcast() {
    return namespace.except(id);
  }

  /// Puts the socket into rooms of its namespace: at once, before the call returns. Does nothing
  /// when the socket has left the namespace.
  public void join(String... rooms) {
    this.rooms.join(this, rooms);
  }

  /// Takes the socket out of rooms.
  public void leave(String... rooms) {
    this.rooms.leave(this, rooms);
  }

  /// The rooms that the socket is in, without its id.
  public Set<String> rooms() {
    return rooms.all();
  }

  /// Puts the socket out of its namespace.
  public void disconnect() {
    disconnect(false);
  }

  /// Puts the socket out of its namespace, or out of all and closes the whole connection. A stock
  /// client does not come back by itself after either.
  public void disconnect(boolean close) {
    loop().execute(close ? connection::disconnect : () -> connection.disconnect(this));
  }

  /// Closes the whole connection as if it broke: stock clients report `transport close` (that for
  /// Java: `transport error`) and come back by themselves.
  public void drop() {
    loop().execute(connection::drop);
  }

  /// Keeps an object of the application's, in place of the one before.
  public void attach(Object attachment) {
    this.attachment = attachment;
  }

  /// The object that was attached, when it is of this type.
  public <T> Optional<T> attachment(Class<T> type) {
    Object current = attachment;
    return type.isInstance(current) ? Optional.of(type.cast(current)) : Optional.empty();
  }

  /// The Vert.x context of the socket's event loop.
  public Context context() {
    return loop().context();
  }

  /// Runs a task on the socket's event loop: at once when called there.
  public void execute(Runnable task) {
    loop().execute(task);
  }

  /// The transport that the connection uses now; may change once, from polling to WebSocket.
  public TransportKind transport() {
    return connection.transport();
  }

  @Override
  public String toString() {
    return "Socket[" + id + ", " + namespace.name() + "]";
  }

  @Override
  Socket self() {
    return this;
  }

  @Override
  EventListeners eventListeners() {
    return extras().eventListeners();
  }

  EngineLoop loop() {
    return connection.loop();
  }

  void sendNow(EncodedEvent event) {
    if (connected) {
      callOutgoing(event);
      connection.send(event, namespace.name());
    }
  }

  /// Sends an event that leaves at once, not with the turn of the loop.
  void sendAtOnce(EncodedEvent event) {
    if (connected) {
      callOutgoing(event);
      connection.sendAtOnce(event, namespace.name());
    }
  }

  void sendVolatileNow(EncodedEvent event) {
    if (connection.isReady()) {
      sendNow(event);
    }
  }

  /// Sends an event that may have to be sent again, if the socket was there when it was emitted.
  void sendRecorded(RecordedEvent recorded) {
    Optional<RecoveryTicket> ticket = recoveryTicket();
    if (ticket.isPresent() && recorded.seq() > ticket.get().entered) {
      ticket.get().lastSent = recorded.seq();
      sendNow(recorded.event());
    }
  }

  /// Sends an event that is to be acknowledged; the answer fails where it is not.
  void askNow(
      OutgoingPacket packet,
      long ackId,
      boolean isVolatile,
      Duration timeout,
      CompletableFuture<List<JsonNode>> answer) {
    if (!connected || (isVolatile && !connection.isReady())) {
      answer.completeExceptionally(new AckException(AckException.Cause.DISCONNECTED));
      return;
    }
    PendingAcks acks = extras().pendingAcks(this, connection.options().maxPendingAcks());
    if (acks.add(ackId, answer, timeout)) {
      callOutgoing(packet.event());
      connection.send(packet);
    } else {
      connection.metrics().limitExceeded(SocketIoLimit.PENDING_ACKS);
    }
  }

  private void callOutgoing(EncodedEvent event) {
    namespace.eventListeners().callOutgoing(this, event);
    SocketExtras own = extras;
    if (own != null) {
      own.eventListeners().callOutgoing(this, event);
    }
  }

  void sendAck(long ackId, EncodedArgs encoded) {
    loop()
        .execute(
            () -> {
              if (connected) {
                connection.sendAck(encoded, namespace.name(), ackId);
              }
            });
  }

  /// Takes the socket into its namespace.
  Recovery.Entrance enter() {
    SocketExtras own = extras;
    Optional<RecoveryClaim> claim = own == null ? Optional.empty() : own.takeClaim();
    connected = true;
    Recovery.Entrance entrance = namespace.recovery().enter(this, claim);
    recovered = entrance.recovered();
    if (!recovered && claim.isPresent() && attachment == claim.get().socket().attachment()) {
      attachment = null;
    }
    entrance.ticket().ifPresent(ticket -> extras().ticket(ticket));
    return entrance;
  }

  /// Tells the connection listeners that the socket is there.
  void announce() {
    EventListeners.callAll(namespace.connectionListeners(), this);
    synchronized (this) {
      handshake = null;
    }
  }

  Optional<RecoveryTicket> recoveryTicket() {
    SocketExtras own = extras;
    return own == null ? Optional.empty() : own.ticket();
  }

  void onEvent(Packet.Event packet) {
    Event event = new Event(this, packet);
    SocketExtras own = extras;
    EventGates gates = own == null ? null : own.gates();
    if (gates == null) {
      dispatch(event);
    } else if (!gates.offer(event, connection.options())) {
      connection.exceeded(SocketIoLimit.PENDING_EVENTS);
    }
  }

  /// Calls the listeners of an event.
  void dispatch(Event event) {
    SocketExtras own = extras;
    EventListeners.dispatch(
        event, namespace.eventListeners(), own == null ? null : own.eventListeners());
  }

  void rejected(RejectedEvent event) {
    EventListeners.callAll(extras().onError(), event);
  }

  void onAck(Packet.Ack packet) {
    SocketExtras own = extras;
    if (own != null) {
      own.pendingAcks().ifPresent(acks -> acks.complete(packet.id(), packet.args()));
    }
  }

  /// Takes the socket out of its namespace and tells whoever waits for something from it.
  void leaveNamespace(DisconnectReason reason) {
    SocketExtras own = extras;
    boolean wasConnected = connected;
    if (wasConnected && own != null) {
      EventListeners.callAll(own.disconnecting(), reason);
    }
    Recovery.Exit exit = namespace.recovery().exit(this);
    connected = false;
    namespace.members().remove(this);
    List<Consumer<DisconnectReason>> told;
    synchronized (this) {
      disconnectReason = reason;
      told = disconnectListeners;
      disconnectListeners = List.of();
    }
    exit.leave(rooms.leaveForGood(this), reason);
    if (own != null) {
      own.takeClaim().ifPresent(namespace.recovery()::giveBack);
      own.pendingAcks().ifPresent(PendingAcks::fail);
    }
    if (wasConnected) {
      EventListeners.callAll(told, reason);
    }
  }

  private synchronized SocketExtras extras() {
    SocketExtras current = extras;
    if (current == null) {
      current = new SocketExtras();
      extras = current;
    }
    return current;
  }
}
