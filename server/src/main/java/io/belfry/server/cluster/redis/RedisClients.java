package io.belfry.server.cluster.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Connects to Redis, with one event loop for all connections. For the bus's own thread.
final class RedisClients implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Line.PATIENCE;
  private static final int QUEUE_LIMIT = 1 << 18;
  private static final long STOP_SECONDS = 2;

  private final List<RedisServer> servers;
  private final String name;
  private final int backlogBytes;
  private final ClientResources resources;
  private final RedisClient client;

  /// @param name what Redis shows as the name of the connections
  RedisClients(RedisOptions options, String name) {
    this.servers = RedisServer.parse(options.url());
    this.name = name;
    this.backlogBytes = options.backlogBytes();
    // Epoll where there is one, as for all other sockets. Lettuce would warn on every connection
    // that io_uring, which others may use, is there too.
    System.setProperty("io.lettuce.core.iouring", "false");
    this.resources =
        DefaultClientResources.builder()
            .eventLoopGroupProvider(new DefaultEventLoopGroupProvider(1))
            .commandLatencyRecorder(CommandLatencyRecorder.disabled())
            .build();
    this.client = RedisClient.create(resources);
    client.setOptions(
        ClientOptions.builder()
            .protocolVersion(ProtocolVersion.RESP3)
            // Reconnecting is the bus's: it subscribes in batches, and knows when that is done.
            .autoReconnect(false)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(QUEUE_LIMIT)
            // A timer for each message would cost more than the message. A ping has one for all.
            .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
            .maintNotificationsConfig(MaintNotificationsConfig.disabled())
            .socketOptions(
                SocketOptions.builder()
                    .connectTimeout(CONNECT_TIMEOUT)
                    .tcpNoDelay(true)
                    .keepAlive(true)
                    .build())
            .build());
  }

  /// Connects to the server, or to all of the Cluster that have slots.
  ///
  /// @throws LineException when one of them cannot be reached or used
  Session connect(Line.Listener listener, Fault fault) throws InterruptedException {
    LineException last = new LineException("no server is named");
    for (RedisServer server : servers) {
      try {
        return connect(server, listener, fault);
      } catch (LineException failure) {
        last = failure;
      }
    }
    throw last;
  }

  private Session connect(RedisServer server, Line.Listener listener, Fault fault)
      throws InterruptedException {
    Line line = open(server, listener);
    if (!line.isCluster()) {
      if (servers.size() > 1) {
        line.close();
        throw new LineException(server + ": several servers are named, but this is no Cluster");
      }
      return new Session(line, fault, backlogBytes);
    }
    // The one that was asked stays, even where it has no slots or goes by another name.
    Map<RedisServer, Line> lines = new HashMap<>();
    lines.put(server, line);
    try {
      Slots slots = line.slots();
      for (RedisServer other : slots.servers()) {
        if (!lines.containsKey(other)) {
          lines.put(other, open(other, listener));
        }
      }
      return new Session(slots, lines, fault, backlogBytes);
    } catch (InterruptedException | RuntimeException failure) {
      lines.values().forEach(Line::close);
      throw failure;
    }
  }

  private Line open(RedisServer server, Line.Listener listener) throws InterruptedException {
    CompletableFuture<StatefulRedisPubSubConnection<byte[], byte[]>> connecting =
        client.connectPubSubAsync(ByteArrayCodec.INSTANCE, uri(server)).toCompletableFuture();
    StatefulRedisPubSubConnection<byte[], byte[]> connection;
    try {
      connection = connecting.get(2 * CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failure) {
      throw new LineException(server, failure);
    } catch (TimeoutException late) {
      var unused = connecting.thenCompose(StatefulRedisPubSubConnection::closeAsync);
      throw new LineException(server + ": no connection in time");
    }
    try {
      return new Line(server, connection, listener);
    } catch (InterruptedException | RuntimeException failure) {
      connection.close();
      throw failure;
    }
  }

  private RedisURI uri(RedisServer server) {
    RedisURI.Builder uri =
        RedisURI.builder()
            .withHost(server.host())
            .withPort(server.port())
            .withSsl(server.tls())
            .withClientName(name)
            .withTimeout(CONNECT_TIMEOUT);
    if (!server.user().isEmpty()) {
      uri.withAuthentication(server.user(), server.password().toCharArray());
    } else if (!server.password().isEmpty()) {
      uri.withPassword(server.password().toCharArray());
    }
    return uri.build();
  }

  @Override
  public void close() {
    client.shutdown(0, STOP_SECONDS, TimeUnit.SECONDS);
    resources.shutdown(0, STOP_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
