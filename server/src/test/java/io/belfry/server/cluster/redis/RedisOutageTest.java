package io.belfry.server.cluster.redis;

import static io.belfry.server.cluster.redis.TestNode.finished;
import static io.belfry.server.cluster.redis.TestNode.texts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.belfry.server.cluster.Bus.Answers;
import io.belfry.server.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Bad days of Redis, and how the bus comes through them.
final class RedisOutageTest {
  private final List<TestNode> nodes = new ArrayList<>();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private RedisProcess redis;

  @BeforeEach
  void start_redis() {
    redis = RedisProcess.redis6();
    logged.start();
    upkeepLog().setLevel(Level.DEBUG);
    upkeepLog().addAppender(logged);
  }

  @AfterEach
  void stop() {
    upkeepLog().detachAppender(logged);
    upkeepLog().setLevel(null);
    nodes.forEach(TestNode::close);
    redis.close();
  }

  @Test
  void a_node_starts_without_redis_and_finds_it_later() {
    redis.kill();
    TestNode remote = named("remote");
    remote.join("ann");
    assertThat(remote.bus.isConnected()).isFalse();
    assertThat(remote.ask("ann", "who")).isEqualTo(Answers.UNKNOWN);
    remote.tell("ann", "nobody");
    await().until(() -> warnings().size() == 1);

    redis.restart();
    remote.awaitConnected();
    TestNode local = connected("local");

    assertThat(texts(local.ask("ann", "who"))).containsExactly("remote on ann? who");
    assertThat(remote.interruptions).hasValue(0);
    assertThat(warnings()).hasSize(1);
    assertThat(remote.count("dropped", "reason", "INTERRUPTED")).isEqualTo(1);
  }

  @Test
  void a_redis_that_comes_back_empty_knows_again_who_is_joined() {
    TestNode local = connected("local");
    TestNode remote = connected("remote");
    remote.join("ann");
    remote.join("bob");

    redis.kill();
    local.awaitInterrupted();
    remote.awaitInterrupted();
    assertThat(local.ask("ann", "who")).isEqualTo(Answers.UNKNOWN);
    assertThat(local.askAll("who")).isEqualTo(Answers.UNKNOWN);
    local.tell("ann", "lost");
    remote.bus.leave(new UserId("bob"));
    remote.join("cyd");
    redis.restart();
    local.awaitConnected();
    remote.awaitConnected();

    assertThat(texts(local.ask("ann", "who"))).containsExactly("remote on ann? who");
    assertThat(local.ask("bob", "who")).isEqualTo(Answers.NOBODY);
    assertThat(texts(local.ask("cyd", "who"))).containsExactly("remote on cyd? who");
    local.tell("ann", "found");
    await().until(() -> remote.heard.contains("ann: found"));
    assertThat(remote.heard).doesNotContain("ann: lost");
    assertThat(warnings()).as("one for each node").hasSize(2);
    assertThat(remote.interruptions).hasValue(1);
    assertThat(remote.resumptions).hasValue(2);
    assertThat(remote.count("interruptions")).isEqualTo(1);
  }

  @Test
  void a_redis_that_stands_still_is_noticed_and_forgiven() {
    TestNode local = connected("local");
    TestNode remote = connected("remote");
    remote.join("ann");

    long stopped = System.nanoTime();
    redis.stop();
    try {
      var waiting = local.bus.ask(new UserId("ann"), "who".getBytes(UTF_8));
      assertThat(finished(waiting).complete()).isFalse();
      local.awaitInterrupted();
      remote.awaitInterrupted();
      assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(Duration.ofSeconds(4));
      remote.join("bob");
      remote.bus.leave(new UserId("ann"));
    } finally {
      redis.goOn();
    }
    local.awaitConnected();
    remote.awaitConnected();

    assertThat(texts(local.ask("bob", "who"))).containsExactly("remote on bob? who");
    assertThat(local.ask("ann", "who")).isEqualTo(Answers.NOBODY);
  }

  @Test
  void whoever_waits_to_have_joined_is_let_go_by_an_interruption() {
    TestNode remote = connected("remote");
    redis.stop();
    try {
      var joining = remote.bus.join(new UserId("ann"));
      assertThat(joining.toCompletableFuture()).isNotDone();
      finished(joining);
      assertThat(remote.interruptions).hasValueBetween(0, 1);
      remote.awaitInterrupted();
    } finally {
      redis.goOn();
    }
    remote.awaitConnected();
    TestNode local = connected("local");
    assertThat(texts(local.ask("ann", "who"))).containsExactly("remote on ann? who");
  }

  @Test
  void a_reader_that_redis_drops_for_being_slow_comes_back() {
    redis.command(bytes("CONFIG", "SET", "client-output-buffer-limit", "pubsub 1mb 0 0"));
    TestNode local = connected("local");
    var latch = new CountDownLatch(1);
    var slow =
        new TestNode(
            RedisOptions.of(redis.url(), "test"),
            question -> {
              awaitLatch(latch);
              return "slow";
            });
    nodes.add(slow);
    slow.awaitConnected();
    slow.join("ann");

    var asked = local.bus.ask(new UserId("ann"), new byte[0]);
    String large = "x".repeat(200_000);
    // While its thread stands still, the limit is reached: what the kernel holds comes on top.
    for (int i = 0; i < 200; i++) {
      local.tell("ann", large);
    }
    assertThat(finished(asked).complete()).isFalse();
    latch.countDown();

    await().atMost(Duration.ofSeconds(15)).until(() -> slow.interruptions.get() >= 1);
    slow.awaitConnected();
    local.awaitConnected();
    await().until(() -> texts(local.ask("ann", "who")).equals(List.of("slow")));
  }

  @Test
  void connections_that_an_operator_kills_come_back() {
    TestNode local = connected("local");
    TestNode remote = connected("remote");
    remote.join("ann");

    redis.command("CLIENT KILL TYPE pubsub");
    await().until(() -> remote.resumptions.get() == 2 && local.resumptions.get() == 2);

    assertThat(texts(local.ask("ann", "who"))).containsExactly("remote on ann? who");
  }

  @Test
  void a_wrong_password_is_said_once_and_in_clear_words() {
    redis.command("CONFIG SET requirepass right");
    var wrong =
        new TestNode(
            RedisOptions.of("redis://:wrong@127.0.0.1:" + redis.port(), "test"), text -> text);
    nodes.add(wrong);

    // Lettuce may say of an attempt no more than that it ended, which is a warning of its own.
    await().until(() -> logged.list.size() >= 5);
    assertThat(wrong.bus.isConnected()).isFalse();
    assertThat(warnings()).hasSizeLessThanOrEqualTo(2);
    assertThat(warnings())
        .filteredOn(warning -> warning.contains("password"))
        .singleElement()
        .asString()
        .contains("WRONGPASS");
    assertThat(warnings().toString()).doesNotContain(":wrong");

    var right =
        new TestNode(
            RedisOptions.of("redis://:right@127.0.0.1:" + redis.port(), "test"), text -> text);
    nodes.add(right);
    right.awaitConnected();
  }

  @Test
  void a_user_who_may_do_what_the_bus_needs_is_enough() {
    redis.command(
        bytes(
            "ACL SETUSER belfry on >secret resetchannels &test:* +@pubsub +@connection"
                .split(" ")));
    String url = "redis://belfry:secret@127.0.0.1:" + redis.port();
    var limited = new TestNode(RedisOptions.of(url, "test"), text -> text);
    nodes.add(limited);
    limited.awaitConnected();

    var elsewhere = new TestNode(RedisOptions.of(url, "other"), text -> text);
    nodes.add(elsewhere);

    await().until(() -> logged.list.size() >= 4);
    assertThat(warnings())
        .filteredOn(warning -> warning.contains("refuses"))
        .singleElement()
        .asString()
        .contains("NOPERM");
    assertThat(elsewhere.resumptions).hasValue(0);
  }

  @Test
  void others_hear_that_something_they_should_have_been_told_is_lost() {
    TestNode remote = connected("remote");
    remote.join("ann");
    var local =
        new TestNode(
            new RedisOptions(redis.url(), "test", Duration.ofSeconds(1), 5_000, 10), text -> text);
    nodes.add(local);
    local.awaitConnected();
    await().until(() -> remote.misses.get() == 1);

    local.tell("ann", "x".repeat(5_000));

    assertThat(local.count("dropped", "reason", "BACKLOG")).isEqualTo(1);
    await().until(() -> remote.misses.get() == 2);
    local.tell("ann", "short");
    await().until(() -> remote.heard.contains("ann: short"));
  }

  @Test
  void tens_of_thousands_are_joined_again_before_the_bus_says_so() {
    TestNode remote = connected("remote");
    int count = 30_000;
    IntStream.range(0, count).forEach(i -> remote.bus.join(new UserId("user" + i)));
    await().until(() -> subscribed() == count + 2);

    redis.restart();
    await().atMost(Duration.ofSeconds(30)).until(() -> remote.resumptions.get() == 2);

    assertThat(subscribed()).isEqualTo(count + 2);
  }

  @Test
  void questions_beyond_the_limit_are_not_asked() {
    TestNode mute = connected("remote");
    mute.join("ann");
    var local =
        new TestNode(
            new RedisOptions(redis.url(), "test", Duration.ofSeconds(5), 1 << 20, 1), text -> text);
    nodes.add(local);
    local.awaitConnected();
    redis.stop();
    try {
      var first = local.bus.ask(new UserId("ann"), new byte[0]).toCompletableFuture();
      assertThat(local.ask("ann", "who")).isEqualTo(Answers.UNKNOWN);
      assertThat(local.count("asks.refused")).isEqualTo(1);
      assertThat(first).isNotDone();
    } finally {
      redis.goOn();
    }
  }

  private TestNode named(String name) {
    TestNode node = TestNode.named(name, redis.url());
    nodes.add(node);
    return node;
  }

  private TestNode connected(String name) {
    TestNode node = named(name);
    node.awaitConnected();
    return node;
  }

  private static byte[][] bytes(String... words) {
    return Stream.of(words).map(word -> word.getBytes(UTF_8)).toArray(byte[][]::new);
  }

  private List<String> warnings() {
    return List.copyOf(logged.list).stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .map(event -> event.getFormattedMessage() + " " + event.getKeyValuePairs())
        .toList();
  }

  private int subscribed() {
    return redis
        .command("INFO stats")
        .lines()
        .filter(line -> line.startsWith("pubsub_channels:"))
        .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
        .findFirst()
        .orElse(0);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static Logger upkeepLog() {
    return (Logger) LoggerFactory.getLogger(Upkeep.class);
  }
}
