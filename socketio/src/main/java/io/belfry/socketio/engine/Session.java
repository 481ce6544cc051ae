package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's session: its state, its heartbeat and its transport.
///
/// Confined to its event loop, but for what [EngineSession] says: the volatile fields are written
/// on the loop and read anywhere.
final class Session implements EngineSession, PacketReceiver, WebSocketReceiver {
  private static final Logger log = LoggerFactory.getLogger(Session.class);

  private final EngineServer server;
  private final EngineLoop loop;
  private final String id;
  private final EngineProtocol protocol;
  private final Doorkeeper.Visitor visitor;
  private final Heartbeat heartbeat;
  private volatile Transport transport;
  private @Nullable EngineHandler handler;
  private @Nullable Upgrade upgrade;
  private volatile boolean open = true;
  private boolean flushPending;
  private int lastTurn;

  /// A session that is about to begin with this transport.
  Session(
      EngineServer server,
      EngineLoop loop,
      String id,
      EngineProtocol protocol,
      Doorkeeper.Visitor visitor,
      Function<Session, Transport> transport) {
    this.server = server;
    this.loop = loop;
    this.id = id;
    this.protocol = protocol;
    this.visitor = visitor;
    this.heartbeat =
        switch (protocol) {
          case V4 -> new ServerHeartbeat(this);
          case V3 -> new ClientHeartbeat(this);
        };
    this.transport = transport.apply(this);
  }

  /// Sends the handshake and hands the session to the application.
  void start(EngineRequest request) {
    loop.add(this);
    server.opened(this);
    heartbeat.start();
    send(OpenPacket.of(this, server.options()));
    if (!open) {
      // The client went before it could hear that it is in.
      return;
    }
    EngineHandler accepted = server.acceptor().accept(this, request);
    handler = accepted;
    accepted.onOpen();
    if (server.isClosing()) {
      end(CloseReason.SERVER_SHUTDOWN);
    }
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
    return protocol;
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
    if (queue(message) && !flushPending) {
      flushPending = true;
      loop.flushLater(this);
    }
  }

  @Override
  public void sendAtOnce(EngineMessage message) {
    if (queue(message) && !flushPending) {
      loop.flush(this);
    }
  }

  private boolean queue(EngineMessage message) {
    if (!open) {
      return false;
    }
    int turn = loop.turn();
    boolean turnBegun = turn == lastTurn;
    lastTurn = turn;
    if (!transport.send(message, turnBegun)) {
      exceeded(EngineLimit.BUFFERED_BYTES);
      return false;
    }
    server.metrics().messageSent(message.length());
    return true;
  }

  /// Called by the loop: at the end of a turn in which something was sent, or at once.
  void flush() {
    flushPending = false;
    if (open) {
      transport.flush();
    }
  }

  /// Closes the session as its client ran into a limit.
  void exceeded(EngineLimit limit) {
    server.metrics().limitExceeded(limit);
    close(limit.closeReason());
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
    try {
      transport.close(reason);
    } finally {
      try {
        if (handler != null) {
          handler.onClose(reason);
        }
      } finally {
        server.closed(this, reason);
      }
    }
  }

  @Override
  public void onPacket(PacketType type, ByteBuf payload) {
    if (!open) {
      // It was under way from the WebSocket's loop to this one.
      return;
    }
    switch (type) {
      case MESSAGE -> {
        if (handler != null) {
          server.metrics().messageReceived(payload.readableBytes());
          handler.onText(payload);
        }
      }
      case PING -> heartbeat.onPing(ByteBufUtil.getBytes(payload));
      case PONG -> heartbeat.onPong();
      case CLOSE -> end(CloseReason.TRANSPORT_CLOSE);
      case NOOP -> {}
      case OPEN, UPGRADE -> end(CloseReason.PARSE_ERROR);
    }
  }

  @Override
  public void onBinaryMessage(ByteBuf data) {
    if (open && handler != null) {
      server.metrics().messageReceived(data.readableBytes());
      handler.onBinary(data);
    }
  }

  @Override
  public void onText(WebSocketTransport from, ByteBuf packet) {
    if (!PacketReader.readText(packet, protocol, this)) {
      end(CloseReason.PARSE_ERROR);
    }
  }

  @Override
  public void onBinary(WebSocketTransport from, ByteBuf packet) {
    if (!PacketReader.readBinary(packet, protocol, this)) {
      end(CloseReason.PARSE_ERROR);
    }
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

  /// Moves to a WebSocket what a client that was told to move there has not heard of a session
  /// which is over.
  void leaveOver(WebSocketTransport candidate) {
    PollingTransport polling = polling();
    if (polling != null) {
      polling.handOver(candidate);
      candidate.flush();
      forget();
    }
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
      exceeded(EngineLimit.BUFFERED_BYTES);
    } else {
      candidate.flush();
    }
  }

  /// Forgets a closed session that waited for its client to hear of it.
  void forget() {
    server.forget(this);
  }

  /// Whether the client's time to show itself is over.
  boolean isOverdue() {
    return heartbeat.isOverdue();
  }

  EngineOptions options() {
    return server.options();
  }

  EngineMetrics metrics() {
    return server.metrics();
  }

  Doorkeeper.Visitor visitor() {
    return visitor;
  }
}
