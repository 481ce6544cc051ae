package io.belfry.socketio;

/// A packet from a client that is not taken; its message never holds what the client sent.
abstract sealed class PacketException extends Exception
    permits MalformedPacketException, PacketLimitException {
  private static final long serialVersionUID = 1L;

  PacketException(String why) {
    super(why, null, false, false);
  }
}
