package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.DecoderException;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
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

  private static final int READY_BYTES = 1 << 16;

  /// What a message takes, on its way to another loop, besides its payload.
  private static final int HANDING_OVER_BYTES = 256;

  private final EngineServer server;
  private final WireFormat format;
  private final int deflateUpTo;
  private final FrameReader reader;
  private @Nullable Channel channel;
  private volatile @Nullable Receiving receiving;
  private volatile boolean closed;
  private @Nullable AtomicLong onTheWay;

  /// A WebSocket for a client of this format, to which messages of up to `deflateUpTo` bytes may go
  /// compressed; 0 when compression was not agreed on.
  WebSocketTransport(EngineServer server, WireFormat format, int deflateUpTo) {
    this.server = server;
    this.format = format;
    this.deflateUpTo = deflateUpTo;
    this.reader = new FrameReader(server.options(), deflateUpTo > 0, this);
  }

  /// Where messages go, and on which loop.
  private record Receiving(EngineLoop loop, WebSocketReceiver receiver) {}

  /// The channel is this handler's alone from now on.
  void takenOver() {
    int limit = server.options().maxBufferedBytes();
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
    Channel out = channel();
    int high = out.config().getWriteBufferHighWaterMark();
    return out.isWritable() && high - out.bytesBeforeUnwritable() < Math.min(READY_BYTES, high);
  }

  @Override
  public boolean send(EngineMessage message, boolean turnBegun) {
    Channel out = channel();
    long limit = server.options().bufferLimit(turnBegun);
    if (isOver(limit, out)) {
      out.flush();
      if (isOver(limit, out)) {
        return false;
      }
    }
    WebSocketFrame frame = message.frame(format);
    out.write(deflates(frame, message) ? frame.deflatedView() : frame.view(), out.voidPromise());
    return true;
  }

  private boolean deflates(WebSocketFrame frame, EngineMessage message) {
    int length = frame.payloadLength();
    return length <= deflateUpTo
        && length >= server.options().deflate().threshold()
        && message.isCompressible();
  }

  private static boolean isOver(long limit, Channel out) {
    // One that is closed takes nothing either; its end is heard of soon.
    return !out.isWritable()
        && out.isActive()
        && out.bytesBeforeWritable() > limit - out.config().getWriteBufferLowWaterMark();
  }

  @Override
  public void flush() {
    channel().flush();
  }

  @Override
  public void close(CloseReason reason) {
    if (closed) {
      return;
    }
    closed = true;
    Channel out = channel();
    switch (reason) {
      case SLOW_READER, PING_TIMEOUT -> out.close();
      // A client that shall come again gets no close frame: some stay after one that they did not
      // ask for, but each notices a connection that breaks.
      case DROPPED -> server.farewells().brief(out, Unpooled.EMPTY_BUFFER);
      case TRANSPORT_CLOSE, SERVER_SHUTDOWN -> server.farewells().brief(out, CloseFrame.of(reason));
      default -> server.farewells().patient(out, CloseFrame.of(reason));
    }
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
      if (closed) {
        reader.stop();
        reader.drain(ctx.alloc());
      }
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
      case WebSocketFrame.TEXT, WebSocketFrame.BINARY ->
          receive(opcode == WebSocketFrame.BINARY, payload);
      case WebSocketFrame.PING -> pong(payload);
      case WebSocketFrame.CLOSE -> {
        reader.stop();
        over(CloseFrame.reasonOf(payload));
      }
      default -> {}
    }
  }

  @Override
  public void onViolation(CloseReason reason) {
    over(reason);
  }

  @Override
  public long nanoTime() {
    return channel().eventLoop().ticker().nanoTime();
  }

  @Override
  public void onLimit(EngineLimit limit) {
    server.metrics().limitExceeded(limit);
    over(limit.closeReason());
  }

  private void receive(boolean binary, ByteBuf payload) {
    Receiving to = Objects.requireNonNull(receiving);
    if (to.loop.inLoop()) {
      deliver(to.receiver, binary, payload);
    } else {
      handOver(to.loop, binary, payload.copy());
    }
  }

  /// Brings a message to the loop of its session. A client that sends faster than that one takes is
  /// not read from meanwhile.
  private void handOver(EngineLoop loop, boolean binary, ByteBuf message) {
    AtomicLong bytes = onTheWay;
    if (bytes == null) {
      bytes = new AtomicLong();
      onTheWay = bytes;
    }
    AtomicLong under = bytes;
    int length = message.readableBytes() + HANDING_OVER_BYTES;
    int most = server.options().maxPayload();
    if (under.addAndGet(length) > most) {
      channel().config().setAutoRead(false);
      if (under.get() <= most / 2) {
        // All of it was taken in this moment, and nobody else would go on reading.
        channel().config().setAutoRead(true);
      }
    }
    loop.execute(
        () -> {
          try {
            deliver(Objects.requireNonNull(receiving).receiver, binary, message);
          } finally {
            message.release();
            if (under.addAndGet(-length) <= most / 2) {
              channel().config().setAutoRead(true);
            }
          }
        });
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
    WebSocketFrame frame = WebSocketFrame.allocate(WebSocketFrame.PONG, payload.readableBytes());
    payload.readBytes(frame.bytes(), frame.payloadStart(), frame.payloadLength());
    Channel out = channel();
    if (out.isWritable()) {
      out.writeAndFlush(frame.view(), out.voidPromise());
    }
  }

  private Channel channel() {
    return Objects.requireNonNull(channel);
  }
}
