package io.belfry.socketio.engine;

/// The layout of WebSocket frames that a server sends: one frame per message, not masked (RFC 6455,
/// section 5.2).
final class WebSocketFrames {
  static final int CONTINUATION = 0x0;
  static final int TEXT = 0x1;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xA;

  private static final int FINAL = 0x80;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;

  private WebSocketFrames() {}

  /// A frame with its header written and room for `length` bytes of payload at its end.
  static byte[] allocate(int opcode, int length) {
    byte[] frame;
    if (length < LENGTH_16) {
      frame = new byte[2 + length];
      frame[1] = (byte) length;
    } else if (length <= 0xFFFF) {
      frame = new byte[4 + length];
      frame[1] = LENGTH_16;
      frame[2] = (byte) (length >>> 8);
      frame[3] = (byte) length;
    } else {
      frame = new byte[10 + length];
      frame[1] = LENGTH_64;
      frame[6] = (byte) (length >>> 24);
      frame[7] = (byte) (length >>> 16);
      frame[8] = (byte) (length >>> 8);
      frame[9] = (byte) length;
    }
    frame[0] = (byte) (FINAL | opcode);
    return frame;
  }
}
