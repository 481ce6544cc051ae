package io.belfry.server.cluster.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.belfry.server.cluster.Bus;
import io.belfry.server.cluster.Bus.Answers;
import io.belfry.server.cluster.Bus.UserMessage;
import io.belfry.server.cluster.BusListener;
import io.belfry.server.user.UserId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// A node with a bus, and what it has heard.
final class TestNode implements BusListener, AutoCloseable {
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
  final AtomicInteger interruptions = new AtomicInteger();
  final AtomicInteger resumptions = new AtomicInteger();
  final AtomicInteger misses = new AtomicInteger();
  final AtomicLong told = new AtomicLong();
  final Bus bus;
  private final Function<String, String> answer;
  private volatile boolean remembers = true;

  TestNode(RedisOptions options, Function<String, String> answer) {
    this.answer = answer;
    this.bus = new RedisBus(options, new SecureRandom(), meters);
    bus.start(this);
  }

  /// A node that answers with its name.
  static TestNode named(String name, String url) {
    return new TestNode(RedisOptions.of(url, "test"), question -> name + " on " + question);
  }

  /// A node that is connected.
  static TestNode connected(String name, String url) {
    TestNode node = named(name, url);
    node.awaitConnected();
    return node;
  }

  void awaitConnected() {
    await().atMost(Duration.ofSeconds(15)).until(bus::isConnected);
    await().until(() -> resumptions.get() > interruptions.get());
  }

  void awaitInterrupted() {
    await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> !bus.isConnected() && interruptions.get() >= resumptions.get());
  }

  /// From now on it only counts what it is told.
  void forgetWhatIsTold() {
    remembers = false;
  }

  void join(String user) {
    finished(bus.join(new UserId(user)));
  }

  void tell(String user, String text) {
    bus.tell(List.of(new UserMessage(new UserId(user), text.getBytes(UTF_8))));
  }

  Answers ask(String user, String question) {
    return finished(bus.ask(new UserId(user), question.getBytes(UTF_8)));
  }

  Answers askAll(String question) {
    return finished(bus.askAll(question.getBytes(UTF_8)));
  }

  double count(String meter, String... tags) {
    return meters.find("belfry.bus." + meter).tags(tags).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  static List<String> texts(Answers answers) {
    return answers.answers().stream().map(bytes -> new String(bytes, UTF_8)).sorted().toList();
  }

  static <T> T finished(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Override
  public void told(UserId user, byte[] message) {
    told.incrementAndGet();
    if (remembers) {
      heard.add(user + ": " + new String(message, UTF_8));
    }
  }

  @Override
  public void toldAll(byte[] message) {
    heard.add("all: " + new String(message, UTF_8));
  }

  @Override
  public byte[] asked(UserId user, byte[] question) {
    return answer.apply(user + "? " + new String(question, UTF_8)).getBytes(UTF_8);
  }

  @Override
  public byte[] askedAll(byte[] question) {
    return answer.apply("all? " + new String(question, UTF_8)).getBytes(UTF_8);
  }

  @Override
  public void interrupted() {
    interruptions.incrementAndGet();
  }

  @Override
  public void resumed() {
    resumptions.incrementAndGet();
  }

  @Override
  public void missed() {
    misses.incrementAndGet();
  }

  @Override
  public void close() {
    bus.close();
  }
}
