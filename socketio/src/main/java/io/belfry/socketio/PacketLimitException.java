package io.belfry.socketio;

/// A packet that is more than the settings allow.
final class PacketLimitException extends PacketException {
  private static final long serialVersionUID = 1L;

  private final SocketIoLimit limit;

  PacketLimitException(SocketIoLimit limit) {
    super("over the limit " + limit);
    this.limit = limit;
  }

  /// The limit that it is over.
  SocketIoLimit limit() {
    return limit;
  }
}
