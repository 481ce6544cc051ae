package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's session: its state, its heartbeat and its transport.
///
/// Confined to its event loop, but for what [EngineSession] says: the volatile fields are written
/// on the loop and read anywhere.
final class Session implements EngineSession, WebSocketReceiver {
  private static final Logger log = LoggerFactory.getLogger(Session.class);
  private static final EngineMessage PING = EngineMessage.packet(PacketType.PING);

  private final EngineServer server;
  private final EngineLoop loop;
  private final String id;
  private final Heartbeat heartbeat = new Heartbeat();
  private volatile Transport transport;
  private @Nullable EngineHandler handler;
  private @Nullable Upgrade upgrade;
  private volatile boolean open = true;
  private boolean flushPending;

  /// A session that begins with this WebSocket.
  Session(EngineServer server, EngineLoop loop, WebSocketTransport transport) {
    this.server = server;
    this.loop = loop;
    this.id = SessionIds.next();
    this.transport = transport;
  }

  /// A session that begins with long-polling.
  Session(EngineServer server, EngineLoop loop) {
    this.server = server;
    this.loop = loop;
    this.id = SessionIds.next();
    this.transport = new PollingTransport(this, server.options());
  }

  /// Sends the handshake and hands the session to the application.
  void start(EngineRequest request) {
    loop.add(this);
    server.opened(this);
    loop.schedule(heartbeat, server.options().pingInterval());
    send(OpenPacket.of(this, server.options()));
    handler = server.acceptor().accept(this, request);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public EngineLoop loop() {
    return loop;
  }

  @Override
  public EngineProtocol protocol() {
    return EngineProtocol.V4;
  }

  @Override
  public TransportKind transport() {
    return transport.kind();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public boolean isReady() {
    return open && transport.isReady();
  }

  @Override
  public void send(EngineMessage message) {
    if (!open) {
      return;
    }
    if (!transport.send(message)) {
      close(CloseReason.SLOW_READER);
      return;
    }
    server.metrics().messageSent(message.length());
    if (!flushPending) {
      flushPending = true;
      loop.flushLater(this);
    }
  }

  /// Called by the loop at the end of a turn in which something was sent.
  void flush() {
    flushPending = false;
    if (open) {
      transport.flush();
    }
  }

  @Override
  public void close(CloseReason reason) {
    loop.execute(() -> end(reason));
  }

  private void end(CloseReason reason) {
    if (!open) {
      return;
    }
    open = false;
    heartbeat.cancel();
    loop.remove(this);
    if (upgrade != null) {
      upgrade.abandon(reason);
    }
    log.atDebug().addKeyValue("reason", reason.text()).log("Session closed");
    transport.close(reason);
    server.closed(this, reason);
    if (handler != null) {
      handler.onClose(reason);
    }
  }

  /// Takes a packet from polling.
  void onPacket(PacketType type, ByteBuf payload) {
    switch (type) {
      case MESSAGE -> {
        if (handler != null) {
          server.metrics().messageReceived(payload.readableBytes());
          handler.onText(payload);
        }
      }
      case PONG -> heartbeat.pong();
      case CLOSE -> end(CloseReason.TRANSPORT_CLOSE);
      case NOOP -> {}
      case PING -> end(CloseReason.TRANSPORT_ERROR);
      case OPEN, UPGRADE -> end(CloseReason.PARSE_ERROR);
    }
  }

  /// Takes a binary message from either transport.
  void onBinaryMessage(ByteBuf payload) {
    if (handler != null) {
      server.metrics().messageReceived(payload.readableBytes());
      handler.onBinary(payload);
    }
  }

  @Override
  public void onText(WebSocketTransport from, ByteBuf packet) {
    PacketType type = packet.isReadable() ? PacketType.of(packet.readByte()) : null;
    if (type == null) {
      end(CloseReason.PARSE_ERROR);
    } else {
      onPacket(type, packet);
    }
  }

  @Override
  public void onBinary(WebSocketTransport from, ByteBuf payload) {
    onBinaryMessage(payload);
  }

  @Override
  public void onClosed(WebSocketTransport from, CloseReason reason) {
    end(reason);
  }

  /// The polling transport, while it is in use.
  @Nullable PollingTransport polling() {
    return transport instanceof PollingTransport polling ? polling : null;
  }

  /// Whether an upgrade is under way that the client has begun to act on.
  boolean isProbed() {
    return upgrade != null && upgrade.isProbed();
  }

  /// Begins an upgrade to this WebSocket, or closes it when there is nothing to upgrade.
  void upgrade(WebSocketTransport candidate) {
    if (!open || upgrade != null || polling() == null) {
      candidate.close(CloseReason.FORCED_CLOSE);
      return;
    }
    upgrade = new Upgrade(this, candidate, server.options().upgradeTimeout());
    candidate.receiveAt(loop, upgrade);
  }

  /// Ends the upgrade; the session goes on over polling.
  void upgradeFailed() {
    upgrade = null;
    server.metrics().upgradeFailed();
  }

  /// Moves over to the WebSocket.
  void upgraded(WebSocketTransport candidate) {
    upgrade = null;
    PollingTransport polling = polling();
    transport = candidate;
    candidate.receiveAt(loop, this);
    server.metrics().sessionUpgraded();
    if (polling != null && !polling.handOver(candidate)) {
      end(CloseReason.SLOW_READER);
    } else {
      candidate.flush();
    }
  }

  /// Forgets a closed session that waited for its client to hear of it.
  void forget() {
    server.forget(this);
  }

  /// Ends the session if its client owes a pong for too long; polls are answered by that.
  boolean isOverdue() {
    return heartbeat.isOverdue();
  }

  /// Pings, and the waiting for pongs.
  private final class Heartbeat extends Deadline {
    private boolean awaitingPong;

    @Override
    protected void expired() {
      if (awaitingPong) {
        end(CloseReason.PING_TIMEOUT);
      } else {
        awaitingPong = true;
        loop.schedule(this, server.options().pingTimeout(), dueNanos);
        send(PING);
      }
    }

    private void pong() {
      if (awaitingPong) {
        awaitingPong = false;
        loop.schedule(this, server.options().pingInterval());
      }
    }

    private boolean isOverdue() {
      return awaitingPong && loop.nanoTime() - dueNanos >= 0;
    }
  }
}
