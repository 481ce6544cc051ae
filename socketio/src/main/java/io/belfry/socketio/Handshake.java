package io.belfry.socketio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.belfry.socketio.engine.EngineRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a client said when it came: the auth object of its CONNECT packet (Socket.IO protocol 5,
/// "Connection to a namespace"), and the first HTTP request of its connection.
///
/// Safe in any thread.
public final class Handshake {
  private final ObjectNode auth;
  private final Map<String, List<String>> ownQuery;
  private final EngineRequest request;

  /// @param ownQuery the parameters that came with the namespace, and not with the connection
  Handshake(ObjectNode auth, Map<String, List<String>> ownQuery, EngineRequest request) {
    this.auth = auth;
    this.ownQuery = ownQuery;
    this.request = request;
  }

  /// The object that the client sent in its CONNECT packet; empty when it sent none, as clients 2.x
  /// do.
  public ObjectNode auth() {
    return auth;
  }

  /// The first value of a parameter of the query string.
  public Optional<String> query(String name) {
    List<String> own = ownQuery.getOrDefault(name, List.of());
    return own.isEmpty()
        ? Optional.ofNullable(request.query().get(name))
        : Optional.of(own.getFirst());
  }

  /// All parameters of the query string, each with its values in their order. Those that a client
  /// 2.x sent with the name of the namespace (`/chat?room=1`) go before those of the connection.
  public Map<String, List<String>> queries() {
    Map<String, List<String>> queries = new TreeMap<>();
    for (String name : request.query().names()) {
      queries.put(name, List.copyOf(request.query().getAll(name)));
    }
    queries.putAll(ownQuery);
    return queries;
  }

  /// The first value of an HTTP header; its name in any case.
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.headers().get(name));
  }

  /// The client's IP address in text form, without a port: that of the peer, or what a trusted
  /// proxy says it is ([io.belfry.socketio.engine.EngineOptions#trustedProxies]).
  public String address() {
    return request.address();
  }

  /// When the connection's first request arrived.
  public Instant time() {
    return request.time();
  }
}
