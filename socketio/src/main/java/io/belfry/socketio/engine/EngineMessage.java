package io.belfry.socketio.engine;

import java.nio.charset.StandardCharsets;

/// A message to clients, encoded once for all who read it in the same format.
///
/// Immutable; safe in any thread.
public abstract sealed class EngineMessage permits TextMessage, BinaryMessage {
  EngineMessage() {}

  /// A text message.
  public static EngineMessage text(String text) {
    return text(text.getBytes(StandardCharsets.UTF_8));
  }

  /// A text message of UTF-8 parts, put together in their order; copied, and not checked.
  public static EngineMessage text(byte[]... utf8Parts) {
    return packet(PacketType.MESSAGE, utf8Parts);
  }

  /// A binary message; the bytes are copied.
  public static EngineMessage binary(byte[] bytes) {
    return new BinaryMessage(bytes.clone());
  }

  /// A packet without binary data.
  static EngineMessage packet(PacketType type, byte[]... utf8Parts) {
    return TextMessage.of(type, utf8Parts);
  }

  /// The same message, which is not compressed for any client.
  public abstract EngineMessage uncompressed();

  /// The size of the message in bytes, without any framing.
  public abstract int length();

  /// A copy of the message's bytes, without any framing.
  public abstract byte[] payload();

  /// The WebSocket frame for clients of this format.
  abstract WebSocketFrame frame(WireFormat format);

  /// Whether it may be compressed.
  abstract boolean isCompressible();

  /// Whether it is binary data.
  abstract boolean isBinary();
}
