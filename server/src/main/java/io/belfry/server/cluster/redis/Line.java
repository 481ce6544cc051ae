package io.belfry.server.cluster.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.pubsub.PubSubOutput;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One connection to one Redis server, by which to tell and to hear: the protocol RESP3 allows
/// both, so that whoever can tell can hear, and a question's echo needs no second connection.
///
/// [#publish] is for any thread, the rest for the bus's own; the [Listener] is called on Lettuce's.
final class Line implements AutoCloseable {
  /// How long a server that has something to say may say nothing.
  static final Duration PATIENCE = Duration.ofMillis(1_500);

  private static final Duration PING_EVERY = Duration.ofMillis(300);
  private static final Duration STEP = Duration.ofMillis(100);
  private static final int SHARDED_SINCE = 7;

  /// Hears what comes over a line.
  interface Listener {
    void heard(byte[] channel, byte[] bytes);

    /// The subscription of `channel` has ended, whoever wanted that.
    void unsubscribed(byte[] channel);

    /// The line is of no more use.
    void broken(String reason);
  }

  private final RedisServer server;
  private final StatefulRedisPubSubConnection<byte[], byte[]> connection;
  private final boolean cluster;
  private final boolean canShard;
  private volatile long heardNanos = System.nanoTime();
  private CompletableFuture<?> ping = CompletableFuture.completedFuture(null);
  private long pingNanos = heardNanos;

  /// Takes over a connection that has just been made.
  ///
  /// @throws LineException when the server cannot be used
  Line(RedisServer server, StatefulRedisPubSubConnection<byte[], byte[]> connection, Listener to)
      throws InterruptedException {
    this.server = server;
    this.connection = connection;
    connection.addListener(new Ears(to));
    connection.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> ended) {
            to.broken(server + ": the connection has ended");
          }
        });
    List<?> hello = await(send(hello()));
    this.cluster = field(hello, "mode").equals("cluster");
    this.canShard = major(field(hello, "version")) >= SHARDED_SINCE;
  }

  /// Whether the server belongs to a Redis Cluster.
  boolean isCluster() {
    return cluster;
  }

  /// Whether the server knows sharded channels.
  boolean canShard() {
    return canShard;
  }

  /// Hands all of `publications` over in one go.
  void publish(List<Publication> publications) {
    connection.dispatch(publications);
  }

  /// Subscribes and unsubscribes; returns when both are in place.
  ///
  /// @param sharded whether the channels are sharded ones
  void subscribe(List<byte[]> joined, List<byte[]> left, boolean sharded)
      throws InterruptedException {
    List<AsyncCommand<byte[], byte[], ?>> commands = new ArrayList<>();
    if (sharded) {
      // One command may only name channels of one slot.
      joined.forEach(one -> commands.add(command(CommandType.SSUBSCRIBE, List.of(one))));
      left.forEach(one -> commands.add(command(CommandType.SUNSUBSCRIBE, List.of(one))));
    } else {
      addUnlessEmpty(commands, CommandType.SUBSCRIBE, joined);
      addUnlessEmpty(commands, CommandType.UNSUBSCRIBE, left);
    }
    // Lettuce completes a subscription with the first channel's confirmation. The answer to a ping
    // comes behind the last one.
    commands.add(ping());
    connection.dispatch(commands);
    for (AsyncCommand<byte[], byte[], ?> command : commands) {
      await(command);
    }
  }

  /// Publishes `bytes` on a channel that this line has subscribed to.
  ///
  /// @throws LineException when Redis does not let us, or has nobody to pass it on to
  void check(CommandType publish, byte[] channel, byte[] bytes) throws InterruptedException {
    var arguments = new CommandArgs<>(ByteArrayCodec.INSTANCE).addKey(channel).addValue(bytes);
    var output = new IntegerOutput<>(ByteArrayCodec.INSTANCE);
    if (await(send(new AsyncCommand<>(new Command<>(publish, output, arguments)))) < 1) {
      throw new LineException(server + ": what is told does not come back");
    }
  }

  /// Which server of the Cluster has what.
  Slots slots() throws InterruptedException {
    return Slots.parse(await(connection.async().clusterSlots().toCompletableFuture()), server);
  }

  /// Pings when it is time to.
  ///
  /// @throws LineException when the server has been silent for too long
  void watch() {
    long now = System.nanoTime();
    if (!ping.isDone()) {
      if (silence(pingNanos).compareTo(PATIENCE) > 0) {
        throw silent();
      }
    } else if (now - pingNanos >= PING_EVERY.toNanos()) {
      pingNanos = now;
      ping = send(ping()).whenComplete((pong, failure) -> heardNanos = System.nanoTime());
    }
  }

  /// Silence so far does not count: this process itself has been standing still.
  void pardon() {
    heardNanos = System.nanoTime();
  }

  @Override
  public void close() {
    connection.close();
  }

  private <T> T await(CompletableFuture<T> answer) throws InterruptedException {
    long since = System.nanoTime();
    while (true) {
      try {
        return answer.get(STEP.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException notYet) {
        if (silence(since).compareTo(PATIENCE) > 0) {
          throw silent();
        }
      } catch (ExecutionException failure) {
        throw LineException.of(server, failure);
      }
    }
  }

  private Duration silence(long sinceNanos) {
    long now = System.nanoTime();
    return Duration.ofNanos(Math.min(now - sinceNanos, now - heardNanos));
  }

  private LineException silent() {
    return new LineException(server + ": no answer for " + PATIENCE.toMillis() + " ms");
  }

  private <T> AsyncCommand<byte[], byte[], T> send(AsyncCommand<byte[], byte[], T> command) {
    connection.dispatch(command);
    return command;
  }

  private static void addUnlessEmpty(
      List<AsyncCommand<byte[], byte[], ?>> commands, CommandType type, List<byte[]> channels) {
    if (!channels.isEmpty()) {
      commands.add(command(type, channels));
    }
  }

  private static AsyncCommand<byte[], byte[], byte[]> command(
      CommandType type, List<byte[]> channels) {
    return new AsyncCommand<>(
        new Command<>(
            type,
            new PubSubOutput<>(ByteArrayCodec.INSTANCE),
            new CommandArgs<>(ByteArrayCodec.INSTANCE).addKeys(channels)));
  }

  private static AsyncCommand<byte[], byte[], String> ping() {
    return new AsyncCommand<>(
        new Command<>(CommandType.PING, new StatusOutput<>(ByteArrayCodec.INSTANCE)));
  }

  /// Says what kind of server it is, as a list of names and values in turn.
  private static AsyncCommand<byte[], byte[], List<Object>> hello() {
    return new AsyncCommand<>(
        new Command<>(CommandType.HELLO, new NestedMultiOutput<>(ByteArrayCodec.INSTANCE)));
  }

  private static String field(List<?> hello, String name) {
    List<?> fields = hello.getFirst() instanceof List<?> nested ? nested : hello;
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      if (text(fields.get(i)).equals(name)) {
        return text(fields.get(i + 1));
      }
    }
    return "";
  }

  private static String text(Object value) {
    return value instanceof byte[] bytes ? new String(bytes, UTF_8) : String.valueOf(value);
  }

  private static int major(String version) {
    int dot = version.indexOf('.');
    String first = dot < 0 ? version : version.substring(0, dot);
    return first.matches("\\d{1,4}") ? Integer.parseInt(first) : 0;
  }

  private final class Ears extends RedisPubSubAdapter<byte[], byte[]> {
    private final Listener listener;

    Ears(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void message(byte[] channel, byte[] bytes) {
      heardNanos = System.nanoTime();
      listener.heard(channel, bytes);
    }

    @Override
    public void smessage(byte[] channel, byte[] bytes) {
      message(channel, bytes);
    }

    @Override
    public void unsubscribed(byte[] channel, long count) {
      listener.unsubscribed(channel);
    }

    @Override
    public void sunsubscribed(byte[] channel, long count) {
      listener.unsubscribed(channel);
    }
  }
}
