package io.belfry.server.cluster.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.server.cluster.Bus.UserMessage;
import io.belfry.server.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FloodTest {
  private static final int MESSAGES = 100_000;
  private static final int BACKLOG = 4 << 20;

  @Test
  void a_flood_is_told_or_dropped_and_counted_and_takes_no_more_memory_than_allowed() {
    try (RedisProcess redis = RedisProcess.redis6()) {
      var options = new RedisOptions(redis.url(), "test", Duration.ofSeconds(1), BACKLOG, 10);
      // In this order, so that the first word of the one that tells is heard too.
      try (TestNode remote = TestNode.connected("remote", redis.url());
          TestNode local = new TestNode(options, text -> text)) {
        local.awaitConnected();
        remote.join("ann");
        remote.forgetWhatIsTold();
        flood(local, 10_000);
        await().until(() -> isSettled(local, 10_000));
        await().until(() -> isHeard(local, remote));
        long before = usedAfterCollection();

        redis.stop();
        flood(local, MESSAGES / 2);
        long held = usedAfterCollection() - before;
        redis.goOn();
        flood(local, MESSAGES / 2);

        await().atMost(Duration.ofSeconds(30)).until(() -> isSettled(local, 10_000 + MESSAGES));
        // Without a limit it would be ten times the backlog. The size of a message is an estimate,
        // and the heap itself varies by some megabytes.
        assertThat(held).as("held while nothing flows").isLessThan(4L * BACKLOG);
        // What has just gone through is let go a little later.
        await().until(() -> usedAfterCollection() - before < BACKLOG);
        assertThat(local.count("dropped", "reason", "BACKLOG")).isPositive();
      }
    }
  }

  private static void flood(TestNode local, int messages) {
    var message = new UserMessage(new UserId("ann"), new byte[300]);
    List<UserMessage> batch = IntStream.range(0, 20).mapToObj(i -> message).toList();
    for (int i = 0; i < messages; i += batch.size()) {
      local.bus.tell(batch);
    }
  }

  /// Whether the other node has heard exactly what Redis has confirmed; an interruption, as a
  /// machine under load may cause one, excuses from that.
  private static boolean isHeard(TestNode local, TestNode remote) {
    return remote.count("heard") == local.count("told")
        || local.interruptions.get() + remote.interruptions.get() > 0;
  }

  /// Whether something has become of all `messages`. The word about those that were dropped comes
  /// on top, and may itself be dropped.
  private static boolean isSettled(TestNode local, int messages) {
    return local.count("told") + local.count("dropped") >= messages;
  }

  private static long usedAfterCollection() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
