package io.belfry.server.cluster.redis;

import io.belfry.server.cluster.Bus;
import io.belfry.server.cluster.BusListener;
import io.belfry.server.user.UserId;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The bus of nodes that meet on Redis 6.2 or later, a single server or a Cluster.
///
/// There is a channel for each user, one for all nodes and one for each node's answers. A node
/// subscribes to the channels of those it joined; Redis keeps no state for it. On a Cluster of
/// Redis 7 or later the channels are sharded.
///
/// Questions count their answers: Redis says how many subscribers it passed a question on to, and
/// as many are waited for, this node's own echo counted out. On a Cluster before Redis 7 that is
/// wrong for the seconds in which a slot moves: Redis then counts on one server only.
///
/// Any part of a Cluster that cannot be used interrupts the bus as a whole.
public final class RedisBus implements Bus {
  private static final CompletionStage<Answers> UNKNOWN =
      CompletableFuture.completedStage(Answers.UNKNOWN);

  private final RedisOptions options;
  private final Node node;
  private volatile @Nullable Upkeep upkeep;

  /// @param random gives this node its number
  public RedisBus(RedisOptions options, RandomGenerator random, MeterRegistry meters) {
    this.options = options;
    var metrics = new BusMetrics(meters);
    this.node =
        new Node(
            random.nextLong(),
            new Channels(options.prefix()),
            new Memberships(),
            new Asks(options.askTimeout(), options.maxAsks(), metrics),
            new Sender(metrics),
            metrics);
    metrics.gauge("joined", node.memberships(), Memberships::size);
    metrics.gauge("connected", this, bus -> bus.isConnected() ? 1 : 0);
  }

  @Override
  public void start(BusListener listener) {
    upkeep = new Upkeep(options, node, new Receiver(node, listener), listener);
  }

  @Override
  public CompletionStage<Void> join(UserId user) {
    CompletionStage<Void> inPlace = node.memberships().join(user);
    wake();
    return inPlace;
  }

  @Override
  public void leave(UserId user) {
    node.memberships().leave(user);
    wake();
  }

  @Override
  public void tell(List<UserMessage> messages) {
    List<Sender.Letter> letters = new ArrayList<>(messages.size());
    for (UserMessage message : messages) {
      byte[] channel = node.channels().user(message.user());
      letters.add(new Sender.Letter(channel, frame(Frame.Kind.TELL, 0, message.bytes())));
    }
    node.sender().send(letters);
  }

  @Override
  public void tellAll(byte[] message) {
    Frame frame = frame(Frame.Kind.TELL, 0, message);
    node.sender().send(List.of(new Sender.Letter(node.channels().all(), frame)));
  }

  @Override
  public CompletionStage<Answers> ask(UserId user, byte[] question) {
    return ask(node.channels().user(user), question);
  }

  @Override
  public CompletionStage<Answers> askAll(byte[] question) {
    return ask(node.channels().all(), question);
  }

  @Override
  public boolean isConnected() {
    return node.sender().isOpen();
  }

  @Override
  public void close() {
    Upkeep started = upkeep;
    if (started != null) {
      started.close();
    }
  }

  private CompletionStage<Answers> ask(byte[] channel, byte[] question) {
    if (!isConnected()) {
      return UNKNOWN;
    }
    Optional<Ask> begun = node.asks().begin();
    if (begun.isEmpty()) {
      return UNKNOWN;
    }
    Ask ask = begun.get();
    var letter = new Sender.Letter(channel, frame(Frame.Kind.ASK, ask.number(), question));
    if (!node.sender().send(letter, new Asking(ask))) {
      ask.abandon();
    }
    return node.asks().answers(ask);
  }

  private Frame frame(Frame.Kind kind, long question, byte[] payload) {
    return new Frame(kind, node.id(), question, payload);
  }

  private void wake() {
    Upkeep started = upkeep;
    if (started != null) {
      started.wake();
    }
  }

  private record Asking(Ask ask) implements Publication.Outcome {
    @Override
    public void published(long receivers) {
      ask.delivered(receivers);
    }

    @Override
    public void failed(String reason) {
      ask.abandon();
    }
  }
}
