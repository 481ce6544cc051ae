package io.belfry.socketio;

import io.belfry.socketio.engine.EngineProtocol;
import io.belfry.socketio.engine.EngineRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The way of one connection's sockets to their namespaces, from the client's wish on to the
/// middleware.
///
/// Confined to the connection's event loop.
final class Arrivals {
  private final Connection connection;
  private final SocketIoServer server;
  private @Nullable EngineRequest request;
  private List<String> searches = List.of();

  Arrivals(Connection connection, SocketIoServer server, EngineRequest request) {
    this.connection = connection;
    this.server = server;
    this.request = request;
  }

  /// Takes a client to the main namespace that does not ask for it.
  void toMain() {
    connect(server.of(Namespace.MAIN), handshake(NamespaceRequest.toMain()));
  }

  /// Takes a client to the namespace that it asks for, or refuses it.
  void on(Packet.Connect packet) throws MalformedPacketException {
    NamespaceRequest asked = NamespaceRequest.of(packet, connection.protocol());
    String name = asked.name();
    if (connection.isOver(name)) {
      connection.exceeded(SocketIoLimit.NAMESPACE_NAME);
      return;
    }
    if (connection.socketOf(name) != null || searches.contains(name)) {
      throw new MalformedPacketException("connected to the namespace already");
    }
    Handshake handshake = handshake(asked);
    Namespace named = server.namespaces().findNamed(name);
    if (named == null && server.namespaces().parents().isEmpty()) {
      connection.refuse(name, new ConnectError("Invalid namespace"));
    } else if (connection.socketCount() + searches.size() >= server.options().maxNamespaces()) {
      connection.exceeded(SocketIoLimit.NAMESPACES);
    } else if (named != null) {
      connect(named, handshake);
    } else {
      search(name, handshake);
    }
  }

  private Handshake handshake(NamespaceRequest asked) {
    EngineRequest known = request == null ? EngineRequest.forgotten() : request;
    return new Handshake(asked.auth(), asked.query(), known);
  }

  private void search(String name, Handshake handshake) {
    if (searches.isEmpty()) {
      searches = new ArrayList<>(1);
    }
    searches.add(name);
    new NamespaceSearch(
            connection,
            name,
            handshake,
            server.namespaces().parents().iterator(),
            parent -> found(name, handshake, parent))
        .start();
  }

  private void found(String name, Handshake handshake, Optional<ParentNamespace> parent) {
    if (searches.isEmpty() || !searches.remove(name)) {
      // The connection was closed meanwhile.
      return;
    }
    if (parent.isEmpty()) {
      connection.refuse(name, new ConnectError("Invalid namespace"));
      return;
    }
    Namespace child = server.namespaces().hold(name, parent.get());
    if (child == null) {
      connection.metrics().limitExceeded(SocketIoLimit.DYNAMIC_NAMESPACES);
      connection.refuse(name, new ConnectError("Too many namespaces"));
    } else {
      connect(child, handshake);
    }
  }

  private void connect(Namespace namespace, Handshake handshake) {
    Socket socket =
        namespace
            .recovery()
            .claim(handshake.auth())
            .map(claim -> new Socket(claim, namespace, connection, handshake))
            .orElseGet(() -> new Socket(newId(namespace), namespace, connection, handshake));
    connection.add(socket);
    new Admission(connection, socket).start();
  }

  /// Clients of the older protocol know the id of their session, and take it for the socket's.
  private String newId(Namespace namespace) {
    if (connection.protocol() == EngineProtocol.V4) {
      return server.newId();
    }
    String session = connection.sessionId();
    return namespace.name().equals(Namespace.MAIN) ? session : namespace.name() + "#" + session;
  }

  /// Lets go of the request when a socket was let in and no other can come.
  void admitted() {
    if (server.namespaces().isSingle()) {
      request = null;
    }
  }

  /// Gives up what is under way, as the connection is closed.
  void end() {
    searches = List.of();
  }
}
