package io.belfry.socketio.engine;

/// A packet without binary data, which looks the same in each format.
final class TextMessage extends EngineMessage {
  private final WebSocketFrame frame;
  private final boolean compressible;

  private TextMessage(WebSocketFrame frame, boolean compressible) {
    this.frame = frame;
    this.compressible = compressible;
  }

  static TextMessage of(PacketType type, byte[]... utf8Parts) {
    int length = 1;
    for (byte[] part : utf8Parts) {
      length += part.length;
    }
    WebSocketFrame frame = WebSocketFrame.allocate(WebSocketFrame.TEXT, length);
    byte[] bytes = frame.bytes();
    int at = frame.payloadStart();
    bytes[at++] = type.code();
    for (byte[] part : utf8Parts) {
      System.arraycopy(part, 0, bytes, at, part.length);
      at += part.length;
    }
    return new TextMessage(frame, true);
  }

  @Override
  public int length() {
    return frame.payloadLength();
  }

  @Override
  public byte[] payload() {
    return frame.payload();
  }

  @Override
  WebSocketFrame frame(WireFormat format) {
    return frame;
  }

  @Override
  public EngineMessage uncompressed() {
    return new TextMessage(frame, false);
  }

  @Override
  boolean isCompressible() {
    return compressible;
  }

  @Override
  boolean isBinary() {
    return false;
  }
}
