package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// The end of a connection that this side closes.
///
/// A connection that is closed while something of the client's is unread is reset, and the reset
/// may reach the client before it has read the last that was sent to it: the reason. With somebody
/// who may still be sending, this side therefore only ends its own half, reads on without looking,
/// and closes when the client does (RFC 9112, section 9.6, has it for HTTP).
// A write or close that fails closes the channel.
@SuppressWarnings("FutureReturnValueIgnored")
final class Farewell {
  /// How long a client may take to read what was sent before, and to close its half.
  private static final int SECONDS = 5;

  private Farewell() {}

  /// Sends `last` and closes.
  static void brief(Channel channel, ByteBuf last) {
    ChannelFuture written = channel.writeAndFlush(last);
    written.addListener(ChannelFutureListener.CLOSE);
    closeInTime(channel);
  }

  /// Sends `last`, and closes when the client does.
  static void patient(Channel channel, ByteBuf last) {
    channel.config().setAutoRead(true);
    channel.writeAndFlush(last).addListener(_ -> endOutput(channel));
    closeInTime(channel);
  }

  private static void endOutput(Channel channel) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls == null) {
      shutDownOutput(channel);
    } else {
      tls.closeOutbound().addListener(_ -> shutDownOutput(channel));
    }
  }

  private static void shutDownOutput(Channel channel) {
    if (channel instanceof DuplexChannel duplex) {
      duplex.shutdownOutput();
    } else {
      channel.close();
    }
  }

  private static void closeInTime(Channel channel) {
    if (channel.isOpen()) {
      Future<?> deadline =
          channel.eventLoop().schedule(() -> channel.close(), SECONDS, TimeUnit.SECONDS);
      channel.closeFuture().addListener(_ -> deadline.cancel(false));
    }
  }
}
