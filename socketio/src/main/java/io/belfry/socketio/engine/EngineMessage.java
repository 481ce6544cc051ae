package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// A message to clients, encoded once as a WebSocket frame and shared by all its receivers.
///
/// Immutable; safe in any thread.
public final class EngineMessage {
  private final byte[] frame;
  private final int start;
  private final boolean binary;

  private EngineMessage(byte[] frame, int start, boolean binary) {
    this.frame = frame;
    this.start = start;
    this.binary = binary;
  }

  /// A text message.
  public static EngineMessage text(String text) {
    return text(text.getBytes(StandardCharsets.UTF_8));
  }

  /// A text message of UTF-8 parts, put together in their order.
  public static EngineMessage text(byte[]... utf8Parts) {
    return packet(PacketType.MESSAGE, utf8Parts);
  }

  /// A binary message; the bytes are copied.
  public static EngineMessage binary(byte[] bytes) {
    byte[] frame = WebSocketFrames.allocate(WebSocketFrames.BINARY, bytes.length);
    int start = frame.length - bytes.length;
    System.arraycopy(bytes, 0, frame, start, bytes.length);
    return new EngineMessage(frame, start, true);
  }

  static EngineMessage packet(PacketType type, byte[]... utf8Parts) {
    int length = 1;
    for (byte[] part : utf8Parts) {
      length += part.length;
    }
    byte[] frame = WebSocketFrames.allocate(WebSocketFrames.TEXT, length);
    int start = frame.length - length;
    frame[start] = type.code();
    int at = start + 1;
    for (byte[] part : utf8Parts) {
      System.arraycopy(part, 0, frame, at, part.length);
      at += part.length;
    }
    return new EngineMessage(frame, start, false);
  }

  /// The size of the message in bytes, without any framing.
  public int length() {
    return frame.length - start;
  }

  /// A copy of the message's bytes, without any framing.
  public byte[] payload() {
    return Arrays.copyOfRange(frame, start, frame.length);
  }

  /// A new view of the WebSocket frame, over the shared bytes.
  ByteBuf webSocketFrame() {
    return Unpooled.wrappedBuffer(frame);
  }

  /// Appends the packet as a polling payload has it (Engine.IO 4).
  void appendTo(ByteBuf payload) {
    if (binary) {
      payload.writeByte('b');
      byte[] bytes = Arrays.copyOfRange(frame, start, frame.length);
      payload.writeBytes(Base64.getEncoder().encode(bytes));
    } else {
      payload.writeBytes(frame, start, length());
    }
  }
}
