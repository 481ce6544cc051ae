package io.belfry.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.socketio.engine.EngineLoop;
import io.belfry.socketio.engine.TransportKind;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A client in a namespace.
///
/// Safe in any thread. Its listeners run on its event loop, one at a time, in the order in which
/// the client sent things. What one thread sends arrives in that order.
public final class Socket {
  private final String id;
  private final Namespace namespace;
  private final Connection connection;
  private @Nullable Handshake handshake;
  private final JoinedRooms rooms = new JoinedRooms();
  private volatile boolean connected;
  private volatile @Nullable Object attachment;

  // Guarded by this.
  private List<Consumer<DisconnectReason>> disconnectListeners = List.of();
  private @Nullable DisconnectReason disconnectReason;

  private volatile @Nullable EventListeners listeners;
  private @Nullable PendingAcks pendingAcks;

  Socket(String id, Namespace namespace, Connection connection, Handshake handshake) {
    this.id = id;
    this.namespace = namespace;
    this.connection = connection;
    this.handshake = handshake;
  }

  /// The id that the client knows too; another one after each reconnect.
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

  /// Has the listener called for each event of this name.
  public Socket on(String event, Consumer<Event> listener) {
    listeners().on(event, listener);
    return this;
  }

  /// Has the listener called for each event, before the others.
  public Socket onAny(Consumer<Event> listener) {
    listeners().onAny(listener);
    return this;
  }

  /// Has the listener called for each event that has no listener of its own name, neither here nor
  /// on the namespace.
  public Socket onUnhandled(Consumer<Event> listener) {
    listeners().onUnhandled(listener);
    return this;
  }

  /// Has the listener called when the socket is disconnected, or soon when it is already.
  public Socket onDisconnect(Consumer<DisconnectReason> listener) {
    DisconnectReason reason;
    synchronized (this) {
      reason = disconnectReason;
      if (reason == null) {
        List<Consumer<DisconnectReason>> more = new ArrayList<>(disconnectListeners);
        more.add(listener);
        disconnectListeners = List.copyOf(more);
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
    loop().execute(() -> sendNow(event));
  }

  /// Emits an event and waits for its acknowledgement: the arguments that the client answers with,
  /// or an [AckException].
  public CompletionStage<List<JsonNode>> emitWithAck(
      Duration timeout, String event, @Nullable Object... args) {
    EncodedEvent encoded = EncodedEvent.of(event, args);
    CompletableFuture<List<JsonNode>> answer = new CompletableFuture<>();
    loop().execute(() -> sendNow(encoded, timeout, answer));
    return answer;
  }

  /// Puts the socket into rooms of its namespace.
  public void join(String... rooms) {
    this.rooms.join(this, rooms);
  }

  /// Takes the socket out of a room.
  public void leave(String room) {
    rooms.leave(this, room);
  }

  /// The rooms that the socket is in.
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

  EngineLoop loop() {
    return connection.loop();
  }

  void sendNow(EncodedEvent event) {
    if (connected) {
      connection.send(event, namespace.name(), OptionalLong.empty());
    }
  }

  private void sendNow(
      EncodedEvent event, Duration timeout, CompletableFuture<List<JsonNode>> answer) {
    if (!connected) {
      answer.completeExceptionally(new AckException(AckException.Cause.DISCONNECTED));
      return;
    }
    if (pendingAcks == null) {
      pendingAcks = new PendingAcks(loop(), connection.maxPendingAcks());
    }
    OptionalLong ackId = pendingAcks.add(answer, timeout);
    if (ackId.isPresent()) {
      connection.send(event, namespace.name(), ackId);
    }
  }

  void sendAck(long ackId, @Nullable Object... args) {
    EncodedArgs encoded = EncodedArgs.of(args);
    loop()
        .execute(
            () -> {
              if (connected) {
                connection.sendAck(encoded, namespace.name(), ackId);
              }
            });
  }

  /// Takes the socket into its namespace and tells the connection listeners.
  void enter() {
    connected = true;
    namespace.add(this);
    for (Consumer<Socket> listener : namespace.connectionListeners()) {
      EventListeners.call(listener, this);
    }
    synchronized (this) {
      handshake = null;
    }
  }

  void onEvent(Packet.Event packet) {
    Event event = new Event(this, packet);
    EventListeners shared = namespace.eventListeners();
    EventListeners own = listeners;
    shared.callAny(event);
    if (own != null) {
      own.callAny(event);
    }
    boolean handled = shared.callNamed(event);
    if (own != null) {
      handled |= own.callNamed(event);
    }
    if (!handled) {
      shared.callUnhandled(event);
      if (own != null) {
        own.callUnhandled(event);
      }
    }
  }

  void onAck(Packet.Ack packet) {
    if (pendingAcks != null) {
      pendingAcks.complete(packet.id(), packet.args());
    }
  }

  /// Takes the socket out of its namespace and tells whoever waits for something from it.
  void leaveNamespace(DisconnectReason reason) {
    boolean wasConnected = connected;
    connected = false;
    namespace.remove(this);
    List<Consumer<DisconnectReason>> told;
    synchronized (this) {
      disconnectReason = reason;
      told = disconnectListeners;
      disconnectListeners = List.of();
    }
    rooms.leaveForGood(this);
    if (pendingAcks != null) {
      pendingAcks.fail();
    }
    if (wasConnected) {
      told.forEach(listener -> EventListeners.call(listener, reason));
    }
  }

  private EventListeners listeners() {
    EventListeners current = listeners;
    if (current == null) {
      synchronized (this) {
        current = listeners;
        if (current == null) {
          current = new EventListeners();
          listeners = current;
        }
      }
    }
    return current;
  }
}
