package io.belfry.socketio;

/// A packet that breaks the protocol or is not JSON.
final class MalformedPacketException extends PacketException {
  private static final long serialVersionUID = 1L;

  MalformedPacketException(String why) {
    super(why);
  }
}
