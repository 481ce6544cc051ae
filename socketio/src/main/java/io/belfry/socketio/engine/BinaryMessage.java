package io.belfry.socketio.engine;

import java.util.Base64;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Binary data, which each format writes in its own way: as it is (version 4), after the type of
/// the packet (version 3), or as text in base64.
final class BinaryMessage extends EngineMessage {
  private static final int FORMATS = WireFormat.values().length;

  private final byte[] data;
  private final AtomicReferenceArray<WebSocketFrame> frames;
  private final boolean compressible;

  /// Takes data which nobody writes to afterwards.
  BinaryMessage(byte[] data) {
    this(data, new AtomicReferenceArray<>(FORMATS), true);
  }

  private BinaryMessage(
      byte[] data, AtomicReferenceArray<WebSocketFrame> frames, boolean compressible) {
    this.data = data;
    this.frames = frames;
    this.compressible = compressible;
  }

  @Override
  public int length() {
    return data.length;
  }

  @Override
  public byte[] payload() {
    return data.clone();
  }

  @Override
  @SuppressWarnings("EnumOrdinal") // an index, no more
  WebSocketFrame frame(WireFormat format) {
    int index = format.ordinal();
    WebSocketFrame frame = frames.get(index);
    if (frame == null) {
      frame = encode(format);
      frames.set(index, frame);
    }
    return frame;
  }

  private WebSocketFrame encode(WireFormat format) {
    return switch (format) {
      case V4 -> frame(WebSocketFrame.BINARY, data);
      case V3 -> frame(WebSocketFrame.BINARY, data, PacketType.MESSAGE.number());
      case V4_BASE64 -> frame(WebSocketFrame.TEXT, Base64.getEncoder().encode(data), (byte) 'b');
      case V3_BASE64 ->
          frame(
              WebSocketFrame.TEXT,
              Base64.getEncoder().encode(data),
              (byte) 'b',
              PacketType.MESSAGE.code());
    };
  }

  private static WebSocketFrame frame(int opcode, byte[] content, byte... prefix) {
    WebSocketFrame frame = WebSocketFrame.allocate(opcode, prefix.length + content.length);
    int at = frame.payloadStart();
    System.arraycopy(prefix, 0, frame.bytes(), at, prefix.length);
    System.arraycopy(content, 0, frame.bytes(), at + prefix.length, content.length);
    return frame;
  }

  @Override
  public EngineMessage uncompressed() {
    return new BinaryMessage(data, frames, false);
  }

  @Override
  boolean isCompressible() {
    return compressible;
  }

  @Override
  boolean isBinary() {
    return true;
  }
}
