package io.belfry.socketio.engine;

/// The failure to read the body of a POST; its message never holds what the client sent.
final class MalformedPayloadException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedPayloadException(String why) {
    super(why, null, false, false);
  }
}
