package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A frame that a server sends: a whole message, not masked (RFC 6455, section 5.2); and the same
/// frame compressed, for those who take that (RFC 7692), made when it is first asked for.
///
/// Immutable but for that, once its payload is written; safe in any thread.
final class WebSocketFrame {
  static final int CONTINUATION = 0x0;
  static final int TEXT = 0x1;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xA;

  private static final int FINAL = 0x80;
  private static final int COMPRESSED = 0x40;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;

  private final byte[] bytes;
  private final int payloadStart;
  private volatile byte @Nullable [] deflated;

  private WebSocketFrame(byte[] bytes, int payloadStart) {
    this.bytes = bytes;
    this.payloadStart = payloadStart;
  }

  /// A frame with its header written and room for `length` bytes of payload at its end.
  static WebSocketFrame allocate(int opcode, int length) {
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
    return new WebSocketFrame(frame, frame.length - length);
  }

  /// The frame's bytes, in which the payload is to be written before anybody else sees it.
  byte[] bytes() {
    return bytes;
  }

  /// Where in [#bytes] the payload begins.
  int payloadStart() {
    return payloadStart;
  }

  int payloadLength() {
    return bytes.length - payloadStart;
  }

  /// A new view of the frame, over the shared bytes.
  ByteBuf view() {
    return Unpooled.wrappedBuffer(bytes);
  }

  /// A new view of the compressed frame; of the plain one where compressing gains nothing.
  ByteBuf deflatedView() {
    byte[] current = deflated;
    if (current == null) {
      current = deflate();
      deflated = current;
    }
    return Unpooled.wrappedBuffer(current);
  }

  private byte[] deflate() {
    byte[] payload = MessageDeflater.ofThread().deflate(bytes, payloadStart, payloadLength());
    WebSocketFrame smaller = allocate((bytes[0] & 0x0F) | COMPRESSED, payload.length);
    if (smaller.bytes.length >= bytes.length) {
      return bytes;
    }
    System.arraycopy(payload, 0, smaller.bytes, smaller.payloadStart, payload.length);
    return smaller.bytes;
  }

  /// A copy of the payload.
  byte[] payload() {
    return Arrays.copyOfRange(bytes, payloadStart, bytes.length);
  }
}
