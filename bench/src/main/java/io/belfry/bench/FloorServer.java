package io.belfry.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The least that a fan-out can cost on Netty: sockets that were greeted, and one prepared frame
/// written to each of them, by one task per event loop with one flush per channel.
///
/// Argument: the port.
final class FloorServer implements AutoCloseable {
  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(
          Runtime.getRuntime().availableProcessors(), EpollIoHandler.newFactory());

  /// The sockets of each loop; a set is touched by its loop alone.
  private final Map<EventLoop, Set<Channel>> sockets = new ConcurrentHashMap<>();

  private FloorServer() {}

  static void main(String[] args) {
    listen(Integer.parseInt(args[0]));
  }

  /// Listens on this port of the loopback address.
  static FloorServer listen(int port) {
    FloorServer server = new FloorServer();
    new ServerBootstrap()
        .group(server.loops)
        .channel(EpollServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, 1024)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new FloorConnection(server));
              }
            })
        .bind(InetAddress.getLoopbackAddress(), port)
        .syncUninterruptibly();
    return server;
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /// On the channel's loop.
  void add(Channel channel) {
    sockets.computeIfAbsent(channel.eventLoop(), _ -> new HashSet<>()).add(channel);
  }

  /// On the channel's loop.
  void remove(Channel channel) {
    Set<Channel> ours = sockets.get(channel.eventLoop());
    if (ours != null) {
      ours.remove(channel);
    }
  }

  /// Writes the frame to every socket and releases it.
  void writeToAll(ByteBuf frame) {
    sockets.forEach(
        (loop, channels) -> {
          frame.retain();
          loop.execute(
              () -> {
                for (Channel channel : channels) {
                  LoadClient.write(channel, frame.retainedDuplicate());
                }
                frame.release();
              });
        });
    frame.release();
  }
}
