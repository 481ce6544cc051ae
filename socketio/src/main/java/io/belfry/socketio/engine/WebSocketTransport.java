package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.DecoderException;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A WebSocket: the last handler of a bare channel.
///
/// As a handler it is confined to the channel's event loop. As a transport it is used on the loop
/// of its session, which is another one when the session began with a poll that came to that one;
/// what the two share is the channel, which is safe in any thread, and the receiver.
// A write or close that fails closes the channel, and that is heard in channelInactive.
@SuppressWarnings("FutureReturnValueIgnored")
final class WebSocketTransport extends ChannelInboundHandlerAdapter
    implements Transport, FrameReader.Sink {
  private static final Logger log = LoggerFactory.getLogger(WebSocketTransport.class);

  private static final int CLOSE_TIMEOUT_SECONDS = 5;

  private final FrameReader reader;
  private final EngineOptions options;
  private boolean turnBegun;
  private @Nullable Channel channel;
  private volatile @Nullable Receiving receiving;
  private volatile boolean closed;

  WebSocketTransport(EngineOptions options) {
    this.reader = new FrameReader(options.maxPayload(), this);
    this.options = options;
  }

  /// Where messages go, and on which loop.
  private record Receiving(EngineLoop loop, WebSocketReceiver receiver) {}

  /// The channel is this handler's alone from now on.
  void takenOver() {
    int limit = options.maxBufferedBytes();
    channel()
        .config()
        .setAutoRead(true)
        .setWriteBufferWaterMark(new WriteBufferWaterMark(limit / 2, limit));
  }

  /// Hands all messages to this receiver from now on; those that came before it first, and the end
  /// if that came before it.
  void receiveAt(EngineLoop loop, WebSocketReceiver receiver) {
    boolean first = receiving == null;
    receiving = new Receiving(loop, receiver);
    if (first) {
      EventLoop own = channel().eventLoop();
      if (own.inEventLoop()) {
        catchUp();
      } else {
        own.execute(this::catchUp);
      }
    }
  }

  private void catchUp() {
    reader.drain(channel().alloc());
    if (closed) {
      over(CloseReason.TRANSPORT_CLOSE);
    }
  }

  @Override
  public TransportKind kind() {
    return TransportKind.WEBSOCKET;
  }

  @Override
  public boolean isReady() {
    return channel().isWritable();
  }

  @Override
  public boolean send(EngineMessage message) {
    Channel out = channel();
    long limit = options.bufferLimit(turnBegun);
    turnBegun = true;
    if (isOver(limit, out)) {
      out.flush();
      if (isOver(limit, out)) {
        return false;
      }
    }
    out.write(message.webSocketFrame(), out.voidPromise());
    return true;
  }

  private static boolean isOver(long limit, Channel out) {
    return !out.isWritable()
        && out.bytesBeforeWritable() > limit - out.config().getWriteBufferLowWaterMark();
  }

  @Override
  public void flush() {
    turnBegun = false;
    channel().flush();
  }

  @Override
  public void close(CloseReason reason) {
    if (closed) {
      return;
    }
    closed = true;
    Channel out = channel();
    if (reason == CloseReason.SLOW_READER || reason == CloseReason.PING_TIMEOUT) {
      out.close();
    } else {
      ChannelFuture written = out.writeAndFlush(lastBytes(reason));
      written.addListener(ChannelFutureListener.CLOSE);
      if (!written.isDone()) {
        closeUnread(out);
      }
    }
  }

  /// The close frame; nothing for a client that shall come again. Some stay after a close frame
  /// that they did not ask for, but each notices a connection that breaks.
  private static ByteBuf lastBytes(CloseReason reason) {
    if (reason == CloseReason.DROPPED) {
      return Unpooled.EMPTY_BUFFER;
    }
    byte[] frame = WebSocketFrames.allocate(WebSocketFrames.CLOSE, 2);
    frame[2] = (byte) (reason.webSocketCode() >>> 8);
    frame[3] = (byte) reason.webSocketCode();
    return Unpooled.wrappedBuffer(frame);
  }

  /// Closes the channel of a client that does not read what comes before its close frame.
  private static void closeUnread(Channel out) {
    Future<?> deadline =
        out.eventLoop().schedule(() -> out.close(), CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    out.closeFuture().addListener(closed -> deadline.cancel(false));
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    channel = ctx.channel();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (closed || !(message instanceof ByteBuf bytes)) {
      // Nobody listens, or it is the end of the upgrade request.
      ReferenceCountUtil.release(message);
    } else if (receiving == null) {
      reader.keep(ctx.alloc(), bytes);
    } else {
      reader.read(ctx.alloc(), bytes);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {}

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    reader.stop();
    reader.drain(ctx.alloc());
    over(CloseReason.TRANSPORT_CLOSE);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {}

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    ReferenceCountUtil.release(event);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
    if (failure instanceof IOException || failure instanceof DecoderException) {
      log.atDebug().log("A connection broke");
    } else {
      log.atError().setCause(failure).log("A connection failed");
    }
    ctx.close();
  }

  @Override
  public void onFrame(int opcode, ByteBuf payload) {
    if (closed) {
      return;
    }
    switch (opcode) {
      case WebSocketFrames.TEXT, WebSocketFrames.BINARY ->
          receive(opcode == WebSocketFrames.BINARY, payload);
      case WebSocketFrames.PING -> pong(payload);
      case WebSocketFrames.CLOSE -> {
        reader.stop();
        over(CloseReason.TRANSPORT_CLOSE);
      }
      default -> {}
    }
  }

  @Override
  public void onViolation(CloseReason reason) {
    over(reason);
  }

  private void receive(boolean binary, ByteBuf payload) {
    Receiving to = Objects.requireNonNull(receiving);
    if (to.loop.inLoop()) {
      deliver(to.receiver, binary, payload);
    } else {
      ByteBuf copy = payload.copy();
      to.loop.execute(
          () -> {
            try {
              deliver(Objects.requireNonNull(receiving).receiver, binary, copy);
            } finally {
              copy.release();
            }
          });
    }
  }

  private void deliver(WebSocketReceiver receiver, boolean binary, ByteBuf payload) {
    if (binary) {
      receiver.onBinary(this, payload);
    } else {
      receiver.onText(this, payload);
    }
  }

  private void over(CloseReason reason) {
    Receiving to = receiving;
    if (to == null) {
      close(reason);
    } else {
      to.loop.execute(() -> Objects.requireNonNull(receiving).receiver.onClosed(this, reason));
    }
  }

  private void pong(ByteBuf payload) {
    byte[] frame = WebSocketFrames.allocate(WebSocketFrames.PONG, payload.readableBytes());
    payload.readBytes(frame, frame.length - payload.readableBytes(), payload.readableBytes());
    Channel out = channel();
    if (out.isWritable()) {
      out.writeAndFlush(Unpooled.wrappedBuffer(frame), out.voidPromise());
    }
  }

  private Channel channel() {
    return Objects.requireNonNull(channel);
  }
}
