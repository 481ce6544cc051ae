package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The ends of connections that this side closes.
///
/// A connection that is closed while something of the client's is unread is reset, and the reset
/// may reach the client before it has read the last that was sent to it: the reason. With somebody
/// who may still be sending, this side therefore only ends its own half, reads on without looking,
/// and closes when the client does (RFC 9112, section 9.6, has it for HTTP). Only so many wait like
/// this at once: their sessions are over and count for nothing else.
///
/// Safe in any thread.
// A write or close that fails closes the channel.
@SuppressWarnings("FutureReturnValueIgnored")
final class Farewells {
  /// How long a client may take to read what was sent before, and to close its half.
  private static final int SECONDS = 5;

  private static final int PATIENT_AT_ONCE = 1_000;

  private final AtomicInteger patient = new AtomicInteger();

  /// Sends `last` and closes.
  void brief(Channel channel, ByteBuf last) {
    ChannelFuture written = channel.writeAndFlush(last);
    written.addListener(ChannelFutureListener.CLOSE);
    closeInTime(channel);
  }

  /// Sends `last`, and closes when the client does.
  void patient(Channel channel, ByteBuf last) {
    if (patient.incrementAndGet() > PATIENT_AT_ONCE) {
      patient.decrementAndGet();
      brief(channel, last);
      return;
    }
    channel.closeFuture().addListener(_ -> patient.decrementAndGet());
    channel.config().setAutoRead(true);
    channel.writeAndFlush(last).addListener(_ -> endOutput(channel));
    closeInTime(channel);
  }

  /// Has `reader` hear nothing more of what comes in: what is on its way may have been read before
  /// the connection ends. To be called on the channel's event loop.
  static void stopHearing(ChannelHandlerContext reader) {
    if (!reader.isRemoved()) {
      reader.pipeline().addBefore(reader.name(), null, new Unheard());
    }
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

  /// Keeps what comes in from the handlers behind it.
  private static final class Unheard extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ReferenceCountUtil.release(message);
    }
  }
}
