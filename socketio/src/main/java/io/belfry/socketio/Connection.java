package io.belfry.socketio;

import io.belfry.socketio.EncodedEvent.OutgoingPacket;
import io.belfry.socketio.engine.CloseReason;
import io.belfry.socketio.engine.Deadline;
import io.belfry.socketio.engine.EngineHandler;
import io.belfry.socketio.engine.EngineLoop;
import io.belfry.socketio.engine.EngineProtocol;
import io.belfry.socketio.engine.EngineRequest;
import io.belfry.socketio.engine.EngineSession;
import io.belfry.socketio.engine.TransportKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's connection: an engine session, and the sockets that share it.
///
/// Confined to the session's event loop, but for [#loop], [#transport], [#options] and [#metrics].
final class Connection implements EngineHandler {
  private static final Logger log = LoggerFactory.getLogger(Connection.class);

  private final SocketIoServer server;
  private final EngineSession session;
  private final List<Socket> sockets = new ArrayList<>(1);
  private final Arrivals arrivals;
  private @Nullable Deadline connectDeadline;
  private @Nullable BinaryPacket incomplete;

  Connection(SocketIoServer server, EngineSession session, EngineRequest request) {
    this.server = server;
    this.session = session;
    this.arrivals = new Arrivals(this, server, request);
    Deadline deadline = new ConnectDeadline();
    connectDeadline = deadline;
    session.loop().schedule(deadline, server.options().connectTimeout());
  }

  EngineLoop loop() {
    return session.loop();
  }

  String sessionId() {
    return session.id();
  }

  EngineProtocol protocol() {
    return session.protocol();
  }

  TransportKind transport() {
    return session.transport();
  }

  SocketIoOptions options() {
    return server.options();
  }

  SocketIoMetrics metrics() {
    return server.metrics();
  }

  boolean isReady() {
    return session.isReady();
  }

  boolean skipsMiddleware() {
    return options().recovery().skipMiddlewares();
  }

  /// Closes the connection of a client that asks for too much.
  void exceeded(SocketIoLimit limit) {
    metrics().limitExceeded(limit);
    session.close(CloseReason.LIMIT_EXCEEDED);
  }

  /// Clients of the older protocol are in the main namespace without asking for it.
  @Override
  public void onOpen() {
    if (protocol() == EngineProtocol.V3) {
      arrivals.toMain();
    }
  }

  @Override
  public void onText(ByteBuf payload) {
    try {
      if (incomplete != null) {
        throw new MalformedPacketException("text where an attachment was announced");
      }
      Packet packet = server.decoder().decode(payload);
      if (packet instanceof Packet.WithArgs announced && announced.attachments() > 0) {
        incomplete = new BinaryPacket(announced, server.options().maxAttachmentBytes());
      } else {
        onPacket(packet);
      }
    } catch (PacketException e) {
      closeFor(e);
    }
  }

  @Override
  public void onBinary(ByteBuf payload) {
    try {
      if (incomplete == null) {
        throw new MalformedPacketException("an attachment that was not announced");
      }
      if (incomplete.add(payload)) {
        BinaryPacket complete = incomplete;
        incomplete = null;
        onPacket(complete.packet());
      }
    } catch (PacketException e) {
      closeFor(e);
    }
  }

  @Override
  public void onClose(CloseReason reason) {
    cancelConnectDeadline();
    incomplete = null;
    arrivals.end();
    for (Socket socket : List.copyOf(sockets)) {
      remove(socket, DisconnectReason.of(reason));
    }
  }

  private void closeFor(PacketException e) {
    log.atDebug()
        .addKeyValue("why", e.getMessage())
        .log("A client sent a packet that is not taken");
    incomplete = null;
    switch (e) {
      case MalformedPacketException malformed -> session.close(CloseReason.PARSE_ERROR);
      case PacketLimitException over -> {
        server.metrics().limitExceeded(over.limit());
        session.close(CloseReason.LIMIT_EXCEEDED);
      }
    }
  }

  private void onPacket(Packet packet) throws MalformedPacketException {
    if (packet instanceof Packet.Connect connect) {
      arrivals.on(connect);
      return;
    }
    if (isOver(packet.namespace())) {
      exceeded(SocketIoLimit.NAMESPACE_NAME);
      return;
    }
    Socket socket = socketOf(packet.namespace());
    if (socket == null) {
      // It was sent before the client heard that it is not in the namespace (any more).
      return;
    }
    switch (packet) {
      case Packet.Disconnect disconnect ->
          remove(socket, DisconnectReason.CLIENT_NAMESPACE_DISCONNECT);
      case Packet.Event event -> {
        metrics().packetReceived();
        if (socket.isConnected()) {
          socket.onEvent(event);
        }
      }
      case Packet.Ack ack -> {
        metrics().packetReceived();
        socket.onAck(ack);
      }
      case Packet.Connect connect -> throw new AssertionError(connect);
    }
  }

  /// Whether the name of a namespace is too long.
  boolean isOver(String name) {
    int maxBytes = options().maxNamespaceName();
    return name.length() > maxBytes
        || (name.length() > maxBytes / 3 && ByteBufUtil.utf8Bytes(name) > maxBytes);
  }

  int socketCount() {
    return sockets.size();
  }

  void add(Socket socket) {
    sockets.add(socket);
  }

  /// Lets a socket into its namespace, after all gates were passed.
  ///
  /// @param leftOut whether there were gates that were left out, as the socket is recovered
  void admit(Socket socket, boolean leftOut) {
    if (!sockets.contains(socket)) {
      return;
    }
    cancelConnectDeadline();
    Recovery.Entrance entrance = socket.enter();
    if (leftOut && !entrance.recovered()) {
      // What was promised to it is gone by now: it has to come again, and through the gates.
      sockets.remove(socket);
      leave(socket, DisconnectReason.DROPPED);
      drop();
      return;
    }
    String namespace = socket.namespace().name();
    metrics().socketConnected(namespace);
    session.send(ControlPackets.connected(namespace, socket.id(), entrance.ticket(), protocol()));
    if (!socket.isConnected()) {
      // The client does not read, and was closed for that.
      return;
    }
    for (EncodedEvent missed : entrance.missed()) {
      socket.sendNow(missed);
    }
    socket.announce();
    arrivals.admitted();
  }

  /// Turns a socket away that a gate rejected.
  void reject(Socket socket, ConnectError error) {
    if (sockets.remove(socket)) {
      leave(socket, DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
      refuse(socket.namespace().name(), error);
    }
  }

  /// Tells the client that it may not be in a namespace.
  void refuse(String namespace, ConnectError error) {
    metrics().connectRefused();
    session.send(ControlPackets.connectError(namespace, error, protocol()));
  }

  void send(EncodedEvent event, String namespace) {
    metrics().packetSent();
    event.sendTo(session, namespace);
  }

  void sendAtOnce(EncodedEvent event, String namespace) {
    metrics().packetSent();
    event.sendAtOnceTo(session, namespace);
  }

  void send(OutgoingPacket packet) {
    metrics().packetSent();
    packet.sendTo(session);
  }

  void sendAck(EncodedArgs args, String namespace, long ackId) {
    metrics().packetSent();
    session.send(args.ack(namespace, ackId));
    args.sendAttachments(session);
  }

  /// Puts one socket out of its namespace.
  void disconnect(Socket socket) {
    if (sockets.contains(socket)) {
      // First, as a client that does not read is closed for what is sent to it.
      remove(socket, DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
      session.send(ControlPackets.disconnected(socket.namespace().name()));
    }
  }

  /// Puts all sockets out of their namespaces and closes the connection.
  void disconnect() {
    List.copyOf(sockets).forEach(this::disconnect);
    session.close(CloseReason.FORCED_CLOSE);
  }

  /// Closes the connection and says nothing to its sockets, so that the client comes again.
  void drop() {
    session.close(CloseReason.DROPPED);
  }

  /// Removes a socket once: what a listener does on the way may end it, or the connection.
  private void remove(Socket socket, DisconnectReason reason) {
    if (!sockets.remove(socket)) {
      return;
    }
    if (socket.isConnected()) {
      metrics().socketDisconnected(socket.namespace().name(), reason);
    }
    leave(socket, reason);
  }

  private void leave(Socket socket, DisconnectReason reason) {
    socket.leaveNamespace(reason);
    server.namespaces().release(socket.namespace());
  }

  @Nullable Socket socketOf(String namespace) {
    for (Socket socket : sockets) {
      if (socket.namespace().name().equals(namespace)) {
        return socket;
      }
    }
    return null;
  }

  private void cancelConnectDeadline() {
    if (connectDeadline != null) {
      connectDeadline.cancel();
      connectDeadline = null;
    }
  }

  /// The end of the time to connect to a first namespace.
  private final class ConnectDeadline extends Deadline {
    @Override
    protected void expired() {
      metrics().limitExceeded(SocketIoLimit.CONNECT_TIME);
      session.close(CloseReason.CONNECT_TIMEOUT);
    }
  }
}
