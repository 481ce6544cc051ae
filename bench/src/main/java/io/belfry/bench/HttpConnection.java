package io.belfry.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Locale;

/// One keep-alive HTTP/1.1 connection with at most one request under way. Answers need a
/// `Content-Length`; of the body nothing is kept. The event loop's thread only.
final class HttpConnection extends ByteToMessageDecoder {
  private static final ByteBuf END_OF_HEAD =
      Unpooled.unreleasableBuffer(Unpooled.copiedBuffer("\r\n\r\n", US_ASCII));
  private static final String CONTENT_LENGTH = "\r\ncontent-length:";

  private final Channel channel;
  private final HttpPublisher publisher;
  private int number;
  private long writtenAt;
  private boolean lost;

  HttpConnection(Channel channel, HttpPublisher publisher) {
    this.channel = channel;
    this.publisher = publisher;
  }

  void write(ByteBuf request, int number) {
    this.number = number;
    writtenAt = Mark.now();
    LoadClient.write(channel, request);
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    int headEnd = ByteBufUtil.indexOf(END_OF_HEAD, in);
    if (headEnd < 0) {
      return;
    }
    int headLength = headEnd - in.readerIndex();
    String head = in.toString(in.readerIndex(), headLength, US_ASCII);
    int answerLength = headLength + END_OF_HEAD.readableBytes() + contentLength(head);
    if (in.readableBytes() < answerLength) {
      return;
    }
    int status = Integer.parseInt(head, head.indexOf(' ') + 1, head.indexOf(' ') + 4, 10);
    if (status / 100 != 2) {
      String answer = in.toString(in.readerIndex(), answerLength, US_ASCII);
      in.skipBytes(answerLength);
      publisher.refused(this, new LoadException("the server answered " + answer));
      return;
    }
    in.skipBytes(answerLength);
    publisher.answered(this, number, Mark.now() - writtenAt);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    publisher.opened(this);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    lost(new ClosedChannelException());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    lost(cause);
    LoadClient.close(ctx.channel());
  }

  private void lost(Throwable cause) {
    if (!lost) {
      lost = true;
      publisher.lost(this, cause);
    }
  }

  private static int contentLength(String head) {
    int at = head.toLowerCase(Locale.ROOT).indexOf(CONTENT_LENGTH);
    if (at < 0) {
      throw new LoadException("an answer without Content-Length: " + head);
    }
    int end = head.indexOf("\r\n", at + CONTENT_LENGTH.length());
    return Integer.parseInt(
        head.substring(at + CONTENT_LENGTH.length(), end < 0 ? head.length() : end).strip());
  }
}
