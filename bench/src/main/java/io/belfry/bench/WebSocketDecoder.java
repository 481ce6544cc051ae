package io.belfry.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.channels.ClosedChannelException;
import java.util.List;

/// The client's half of a WebSocket (RFC 6455), as far as a load generator needs it: the upgrade,
/// then whole text frames in, text frames out. The event loop's thread only.
final class WebSocketDecoder extends ByteToMessageDecoder {
  private static final ByteBuf END_OF_HEAD =
      Unpooled.unreleasableBuffer(Unpooled.copiedBuffer("\r\n\r\n", US_ASCII));
  private static final int FINAL_TEXT = 0x81;
  private static final int FINAL_PING = 0x89;
  private static final int FINAL_CLOSE = 0x88;
  private static final int EMPTY_PONG = 0x8A;
  private static final int MASKED = 0x80;

  /// Hears what arrives. The text is only valid during the call.
  interface Listener {
    void text(ChannelHandlerContext ctx, ByteBuf text);

    void closed(Throwable cause);
  }

  private final Listener listener;
  private final ByteBuf request;
  private boolean upgraded;

  WebSocketDecoder(String path, Listener listener) {
    this.listener = listener;
    request =
        Unpooled.copiedBuffer(
            "GET "
                + path
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
            US_ASCII);
  }

  /// A text frame from a client. Its mask is zero, which leaves the text as it is.
  static ByteBuf frame(String text) {
    byte[] payload = text.getBytes(UTF_8);
    ByteBuf frame = Unpooled.buffer(payload.length + 8).writeByte(FINAL_TEXT);
    if (payload.length < 126) {
      frame.writeByte(MASKED | payload.length);
    } else {
      frame.writeByte(MASKED | 126).writeShort(payload.length);
    }
    return frame.writeInt(0).writeBytes(payload);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    LoadClient.write(ctx.channel(), request);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    listener.closed(new ClosedChannelException());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    listener.closed(cause);
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (upgraded) {
      readFrame(ctx, in);
    } else {
      readUpgrade(in);
    }
  }

  private void readUpgrade(ByteBuf in) {
    int end = ByteBufUtil.indexOf(END_OF_HEAD, in);
    if (end < 0) {
      return;
    }
    String head = in.readString(end - in.readerIndex(), US_ASCII);
    in.skipBytes(END_OF_HEAD.readableBytes());
    if (!head.startsWith("HTTP/1.1 101 ")) {
      throw new LoadException("no upgrade: " + head);
    }
    upgraded = true;
  }

  private void readFrame(ChannelHandlerContext ctx, ByteBuf in) {
    if (in.readableBytes() < 2) {
      return;
    }
    int start = in.readerIndex();
    int shortLength = in.getByte(start + 1) & 0x7F;
    int headLength = shortLength < 126 ? 2 : shortLength == 126 ? 4 : 10;
    if (in.readableBytes() < headLength) {
      return;
    }
    int length =
        switch (headLength) {
          case 2 -> shortLength;
          case 4 -> in.getUnsignedShort(start + 2);
          default -> Math.toIntExact(in.getLong(start + 2));
        };
    if (in.readableBytes() - headLength < length) {
      return;
    }
    int kind = in.getUnsignedByte(start);
    ByteBuf payload = in.skipBytes(headLength).readSlice(length);
    switch (kind) {
      case FINAL_TEXT -> listener.text(ctx, payload);
      case FINAL_PING -> LoadClient.write(ctx.channel(), emptyPong());
      case FINAL_CLOSE -> listener.closed(new LoadException("the server sent a close frame"));
      default -> throw new LoadException("an unexpected frame of kind " + kind);
    }
  }

  private static ByteBuf emptyPong() {
    return Unpooled.buffer(6).writeByte(EMPTY_PONG).writeByte(MASKED).writeInt(0);
  }
}
