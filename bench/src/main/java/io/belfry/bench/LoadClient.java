package io.belfry.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// The one event loop that loads a server: one thread, so that nothing on it needs a lock and the
/// server has the rest of the machine.
///
/// Any thread may use it; what is connected through it lives on the loop's thread.
final class LoadClient implements AutoCloseable {
  /// As long as stock Socket.IO clients wait.
  private static final int CONNECT_TIMEOUT_MILLIS = 20_000;

  private final Ports ports;
  private final MultiThreadIoEventLoopGroup group;
  private final Bootstrap bootstrap;
  private final ChannelGroup channels = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
  private final CompletableFuture<Void> failure = new CompletableFuture<>();
  private volatile boolean closing;

  LoadClient(Ports ports) {
    this.ports = ports;
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    group = new MultiThreadIoEventLoopGroup(1, io);
    bootstrap =
        new Bootstrap()
            .group(group)
            .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS);
  }

  Ports ports() {
    return ports;
  }

  /// Connects to the server, or fails the run; both callbacks run on the loop.
  void connect(int port, Consumer<Channel> initializer, Runnable connected) {
    connect(port, initializer, connected, this::failed);
  }

  /// Connects to the server; the callbacks run on the loop, one of the last two.
  @SuppressWarnings("FutureReturnValueIgnored") // The listener hears of success and failure.
  void connect(
      int port, Consumer<Channel> initializer, Runnable connected, Consumer<Throwable> refused) {
    bootstrap
        .clone()
        .handler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                channels.add(channel);
                initializer.accept(channel);
              }
            })
        .connect(InetAddress.getLoopbackAddress(), port)
        .addListener(
            future -> {
              if (future.isSuccess()) {
                connected.run();
              } else {
                refused.accept(future.cause());
              }
            });
  }

  /// Runs a task on the loop, after a delay; what it throws fails the run.
  @SuppressWarnings("FutureReturnValueIgnored") // The task reports its own failure.
  void schedule(long delayNanos, Runnable task) {
    group.schedule(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            failed(e);
          }
        },
        delayNanos,
        TimeUnit.NANOSECONDS);
  }

  /// Writes at once; a failure reaches the channel's `exceptionCaught`.
  @SuppressWarnings("FutureReturnValueIgnored") // A void promise has nothing to say.
  static void write(Channel channel, ByteBuf bytes) {
    channel.writeAndFlush(bytes, channel.voidPromise());
  }

  /// Closes at once; a channel that is closed already stays so.
  @SuppressWarnings("FutureReturnValueIgnored") // Nobody waits for it.
  static void close(Channel channel) {
    channel.close();
  }

  /// Ends whatever is awaited with this cause; the first one counts.
  void failed(Throwable cause) {
    if (!closing) {
      failure.completeExceptionally(cause);
    }
  }

  /// Waits for something that happens on the loop, or for the first failure there, which counts
  /// even when it came before.
  <T> T await(CompletableFuture<T> result, Duration limit, String what) {
    try {
      CompletableFuture.anyOf(failure, result).get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return result.join();
    } catch (TimeoutException e) {
      throw new LoadException(what + " took longer than " + limit.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new LoadException(what + ": " + LoadException.reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException(what + " was interrupted", e);
    }
  }

  @Override
  public void close() {
    closing = true;
    // The loop's own end leaves some open when they are thousands: the next session needs them.
    channels.close().syncUninterruptibly();
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
