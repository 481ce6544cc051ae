package io.belfry.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;

/// One user's socket: Engine.IO 4 and Socket.IO 5 spoken by hand over a WebSocket, parsed no
/// further than a load generator needs. The event loop's thread only.
final class ClientSocket implements WebSocketDecoder.Listener {
  static final String PATH = "/socket.io/?EIO=4&transport=websocket";

  private static final byte[] COUNT = ascii("42[\"notificationCount\",");
  private static final byte[] NOTIFICATION = ascii("42[\"notification\",");
  private static final byte[] TRANSIENT = ascii("42[\"" + Dialect.TRANSIENT_EVENT + "\",");

  private final SocketSwarm swarm;
  private final int user;
  private final String hello;
  private boolean ready;

  ClientSocket(SocketSwarm swarm, int user, String hello) {
    this.swarm = swarm;
    this.user = user;
    this.hello = hello;
  }

  @Override
  public void text(ChannelHandlerContext ctx, ByteBuf text) {
    if (startsWith(text, NOTIFICATION) || startsWith(text, TRANSIENT)) {
      delivered(text);
      return;
    }
    switch (text.getByte(text.readerIndex())) {
      case '0' -> LoadClient.write(ctx.channel(), WebSocketDecoder.frame("40" + hello));
      case '2' -> LoadClient.write(ctx.channel(), WebSocketDecoder.frame("3"));
      case '4' -> message(text);
      default -> failed("unexpected packet: " + text.toString(UTF_8));
    }
  }

  @Override
  public void closed(Throwable cause) {
    failed(LoadException.reason(cause));
  }

  private void failed(String why) {
    swarm.failed(new LoadException("socket of user " + user + ": " + why));
  }

  private void delivered(ByteBuf event) {
    int mark = Mark.find(event);
    if (mark < 0) {
      failed("a delivery without mark: " + event.toString(UTF_8));
    } else {
      swarm.delivered(user, Mark.nanos(event, mark), Mark.number(event, mark));
    }
  }

  /// The unread count is the last thing that a server says on connect: from then on it delivers.
  private void message(ByteBuf text) {
    if (text.getByte(text.readerIndex() + 1) == '4') {
      failed("refused: " + text.toString(UTF_8));
    } else if (!ready && startsWith(text, COUNT)) {
      ready = true;
      swarm.ready();
    }
  }

  static boolean startsWith(ByteBuf text, byte[] prefix) {
    if (text.readableBytes() < prefix.length) {
      return false;
    }
    int start = text.readerIndex();
    for (int i = prefix.length - 1; i >= 0; i--) {
      if (text.getByte(start + i) != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
