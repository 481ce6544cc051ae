package io.belfry.bench;

import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Sends at a steady rate to users who take turns, while connections may be lost: what was answered
/// must arrive in the user's [Replica], of anything else nobody knows. The event loop's thread
/// only.
final class SteadySends implements HttpPublisher.Listener {
  private static final Duration RECONNECT = Duration.ofSeconds(1);
  private static final Duration CHECK = Duration.ofMillis(50);

  private final LoadClient client;
  private final HttpPublisher publisher;
  private final List<Replica> replicas;
  private final List<RequestTemplate> requests;
  private final Consumer<Throwable> disturbed;
  private final Ticker ticker;
  private final BitSet answered = new BitSet();
  private int issued;

  SteadySends(
      LoadClient client,
      HttpPublisher publisher,
      List<Replica> replicas,
      IntFunction<RequestTemplate> requests,
      Consumer<Throwable> disturbed,
      int perSecond) {
    this.client = client;
    this.publisher = publisher;
    this.replicas = replicas;
    this.requests = IntStream.range(0, replicas.size()).mapToObj(requests).toList();
    this.disturbed = disturbed;
    ticker = new Ticker(client, new Pace.OpenLoop(perSecond), this::issue);
    publisher.listener(this);
  }

  void start() {
    ticker.start();
  }

  /// Done when so many sends have been answered.
  void whenAnswered(int count, CompletableFuture<Void> reached) {
    completeWhen(() -> answered.cardinality() >= count, reached);
  }

  /// Sends no more; done when all that was asked has an answer or lost its connection, and all that
  /// was answered has arrived.
  void stop(CompletableFuture<Void> settled) {
    ticker.stop();
    completeWhen(this::isSettled, settled);
  }

  /// Which sends were answered so far.
  BitSet answered() {
    return (BitSet) answered.clone();
  }

  /// Whether the user has those of the sends that were to him.
  boolean hasArrived(BitSet sends, int user) {
    for (int number = user; number < sends.length(); number += replicas.size()) {
      if (sends.get(number) && !replicas.get(user).holds(number)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void answered(int number, long tookNanos) {
    answered.set(number);
  }

  @Override
  public void disturbed(HttpPublisher publisher, Throwable cause) {
    disturbed.accept(cause);
    if (!(cause instanceof LoadException)) {
      client.schedule(RECONNECT.toNanos(), () -> publisher.connectOne(() -> {}));
    }
  }

  private void issue(long dueNanos) {
    int number = issued++;
    RequestTemplate request = requests.get(number % replicas.size());
    publisher.post(request.marked(ByteBufAllocator.DEFAULT, dueNanos, number), number);
  }

  private boolean isSettled() {
    return publisher.underWay() == 0
        && IntStream.range(0, replicas.size()).allMatch(user -> hasArrived(answered, user));
  }

  private void completeWhen(BooleanSupplier condition, CompletableFuture<Void> reached) {
    if (condition.getAsBoolean()) {
      reached.complete(null);
    } else {
      client.schedule(CHECK.toNanos(), () -> completeWhen(condition, reached));
    }
  }
}
