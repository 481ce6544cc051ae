package io.belfry.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A connection to the [FloorServer]: HTTP until it asks for an upgrade, then a socket that is
/// greeted once and from then on only written to. Every POST is a broadcast: its [Mark] goes into a
/// copy of the prepared frame. Its event loop's thread only.
final class FloorConnection extends ByteToMessageDecoder {
  private static final ByteBuf END_OF_HEAD =
      Unpooled.unreleasableBuffer(Unpooled.copiedBuffer("\r\n\r\n", US_ASCII));
  private static final String EVENT =
      "42[\"" + Dialect.TRANSIENT_EVENT + "\",{" + Dialect.NOTIFICATION + "}]";
  private static final ByteBuf PREPARED = Unpooled.unreleasableBuffer(frame(EVENT));
  private static final int MARK_AT =
      PREPARED.readableBytes() - EVENT.length() + EVENT.indexOf(Mark.BLANK);
  private static final Pattern KEY = Pattern.compile("(?i)\r\nSec-WebSocket-Key: *(\\S+)");
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: *(\\d+)");
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  private final FloorServer server;
  private boolean upgraded;

  FloorConnection(FloorServer server) {
    this.server = server;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (upgraded) {
      readFrame(ctx, in);
    } else {
      readRequest(ctx, in);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    server.remove(ctx.channel());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LoadClient.close(ctx.channel());
  }

  private void readRequest(ChannelHandlerContext ctx, ByteBuf in) {
    int headLength = ByteBufUtil.indexOf(END_OF_HEAD, in) - in.readerIndex();
    if (headLength < 0) {
      return;
    }
    String head = in.toString(in.readerIndex(), headLength, US_ASCII);
    Matcher length = LENGTH.matcher(head);
    int bodyLength = length.find() ? Integer.parseInt(length.group(1)) : 0;
    int requestLength = headLength + END_OF_HEAD.readableBytes() + bodyLength;
    if (in.readableBytes() < requestLength) {
      return;
    }
    Matcher key = KEY.matcher(head);
    ByteBuf request = in.readSlice(requestLength);
    if (key.find()) {
      upgrade(ctx, key.group(1));
      return;
    }
    if (head.startsWith("POST ")) {
      int mark = Mark.find(request);
      ByteBuf frame = ctx.alloc().directBuffer(PREPARED.readableBytes());
      frame.writeBytes(PREPARED, 0, PREPARED.readableBytes());
      Mark.write(frame, MARK_AT, Mark.nanos(request, mark), Mark.number(request, mark));
      server.writeToAll(frame);
    }
    LoadClient.write(ctx.channel(), Unpooled.copiedBuffer(OK, US_ASCII));
  }

  private void upgrade(ChannelHandlerContext ctx, String key) {
    upgraded = true;
    String head =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + accept(key)
            + "\r\n\r\n";
    LoadClient.write(
        ctx.channel(),
        Unpooled.wrappedBuffer(
            Unpooled.copiedBuffer(head, US_ASCII),
            frame("0{\"sid\":\"s\",\"upgrades\":[],\"pingInterval\":25000}")));
  }

  /// The one frame that matters is the Socket.IO CONNECT, which is always short.
  private void readFrame(ChannelHandlerContext ctx, ByteBuf in) {
    int start = in.readerIndex();
    if (in.readableBytes() < 2) {
      return;
    }
    int length = in.getByte(start + 1) & 0x7F;
    if (length > 125) {
      LoadClient.close(ctx.channel());
      return;
    }
    if (in.readableBytes() < 6 + length) {
      return;
    }
    in.skipBytes(6 + length);
    server.add(ctx.channel());
    LoadClient.write(
        ctx.channel(),
        Unpooled.wrappedBuffer(frame("40{\"sid\":\"s\"}"), frame("42[\"notificationCount\",0]")));
  }

  /// RFC 6455, section 4.2.2.
  private static String accept(String key) {
    try {
      byte[] both = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(both));
    } catch (NoSuchAlgorithmException e) {
      throw new LoadException("this JDK cannot hash with SHA-1", e);
    }
  }

  private static ByteBuf frame(String text) {
    byte[] payload = text.getBytes(US_ASCII);
    ByteBuf frame = Unpooled.directBuffer(payload.length + 4).writeByte(0x81);
    if (payload.length < 126) {
      frame.writeByte(payload.length);
    } else {
      frame.writeByte(126).writeShort(payload.length);
    }
    return frame.writeBytes(payload);
  }
}
