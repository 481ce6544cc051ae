package io.belfry.socketio;

/// The failure to read a packet from a client; its message never holds what the client sent.
final class MalformedPacketException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedPacketException(String why) {
    super(why, null, false, false);
  }
}
