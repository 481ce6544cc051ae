package io.belfry.socketio;

import io.belfry.socketio.engine.CloseReason;
import io.belfry.socketio.engine.Deadline;
import io.belfry.socketio.engine.EngineHandler;
import io.belfry.socketio.engine.EngineLoop;
import io.belfry.socketio.engine.EngineRequest;
import io.belfry.socketio.engine.EngineSession;
import io.belfry.socketio.engine.TransportKind;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's connection: an engine session, and the sockets that share it.
///
/// Confined to the session's event loop, but for [#loop], [#transport] and [#maxPendingAcks].
final class Connection implements EngineHandler {
  private static final Logger log = LoggerFactory.getLogger(Connection.class);

  private final SocketIoServer server;
  private final EngineSession session;
  private final List<Socket> sockets = new ArrayList<>(1);
  private @Nullable EngineRequest request;
  private @Nullable Deadline connectDeadline;
  private @Nullable BinaryPacket incomplete;

  Connection(SocketIoServer server, EngineSession session, EngineRequest request) {
    this.server = server;
    this.session = session;
    this.request = request;
    Deadline deadline = new ConnectDeadline();
    connectDeadline = deadline;
    session.loop().schedule(deadline, server.options().connectTimeout());
  }

  EngineLoop loop() {
    return session.loop();
  }

  TransportKind transport() {
    return session.transport();
  }

  int maxPendingAcks() {
    return server.options().maxPendingAcks();
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
      onConnect(connect);
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
        server.metrics().packetReceived();
        if (socket.isConnected()) {
          socket.onEvent(event);
        }
      }
      case Packet.Ack ack -> {
        server.metrics().packetReceived();
        socket.onAck(ack);
      }
      case Packet.Connect connect -> throw new AssertionError(connect);
    }
  }

  private void onConnect(Packet.Connect packet) throws MalformedPacketException {
    Namespace namespace = server.find(packet.namespace());
    if (namespace == null) {
      refuse(packet.namespace(), new ConnectError("Invalid namespace"));
      return;
    }
    if (socketOf(namespace.name()) != null) {
      throw new MalformedPacketException("connected to the namespace already");
    }
    if (sockets.size() >= server.options().maxNamespaces()) {
      session.close(CloseReason.LIMIT_EXCEEDED);
      return;
    }
    EngineRequest known = request == null ? EngineRequest.forgotten() : request;
    Socket socket =
        new Socket(server.newId(), namespace, this, new Handshake(packet.auth(), known));
    sockets.add(socket);
    new Admission(this, socket).start();
  }

  /// Lets a socket into its namespace, after all gates were passed.
  void admit(Socket socket) {
    if (!sockets.contains(socket)) {
      return;
    }
    cancelConnectDeadline();
    session.send(ControlPackets.connected(socket.namespace().name(), socket.id()));
    server.metrics().socketConnected(socket.namespace().name());
    socket.enter();
    if (sockets.size() >= server.namespaceCount()) {
      request = null;
    }
  }

  /// Turns a socket away that a gate rejected.
  void reject(Socket socket, ConnectError error) {
    if (sockets.remove(socket)) {
      socket.leaveNamespace(DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
      refuse(socket.namespace().name(), error);
    }
  }

  private void refuse(String namespace, ConnectError error) {
    server.metrics().connectRefused();
    session.send(ControlPackets.connectError(namespace, error));
  }

  void send(EncodedEvent event, String namespace, OptionalLong ackId) {
    server.metrics().packetSent();
    if (ackId.isPresent()) {
      event.sendTo(session, namespace, ackId.getAsLong());
    } else {
      event.sendTo(session, namespace);
    }
  }

  void sendAck(EncodedArgs args, String namespace, long ackId) {
    server.metrics().packetSent();
    session.send(args.ack(namespace, ackId));
    args.sendAttachments(session);
  }

  /// Puts one socket out of its namespace.
  void disconnect(Socket socket) {
    if (sockets.contains(socket)) {
      session.send(ControlPackets.disconnected(socket.namespace().name()));
      remove(socket, DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
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

  private void remove(Socket socket, DisconnectReason reason) {
    sockets.remove(socket);
    if (socket.isConnected()) {
      server.metrics().socketDisconnected(socket.namespace().name(), reason);
    }
    socket.leaveNamespace(reason);
  }

  private @Nullable Socket socketOf(String namespace) {
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
      session.close(CloseReason.CONNECT_TIMEOUT);
    }
  }
}
