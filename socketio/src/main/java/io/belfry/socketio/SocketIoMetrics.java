package io.belfry.socketio;

import io.belfry.socketio.engine.EngineMetrics;

/// What an application can count about connections and sockets.
///
/// Called on event loops, from several threads at once; it must not block.
public interface SocketIoMetrics extends EngineMetrics {
  /// Counts nothing.
  SocketIoMetrics NONE = new SocketIoMetrics() {};

  /// A socket was connected to this namespace.
  default void socketConnected(String namespace) {}

  /// A connected socket of this namespace was disconnected.
  default void socketDisconnected(String namespace, DisconnectReason reason) {}

  /// A client was refused: there is no such namespace, there are too many already, or a middleware
  /// rejected it.
  default void connectRefused() {}

  /// A client ran into this limit.
  default void limitExceeded(SocketIoLimit limit) {}

  /// An event or acknowledgement arrived, with all its attachments.
  default void packetReceived() {}

  /// An event or acknowledgement was sent to one socket.
  default void packetSent() {}
}
