package io.belfry.server.cluster.redis;

import static io.belfry.server.cluster.redis.TestNode.texts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Somebody else publishes on the channels of an installation.
final class HostileChannelTest {
  private static final byte[] PUBLISH = "PUBLISH".getBytes(UTF_8);
  private static RedisProcess redis;

  @BeforeAll
  static void start_redis() {
    redis = RedisProcess.redis6();
  }

  @AfterAll
  static void stop_redis() {
    redis.close();
  }

  @Test
  void junk_is_ignored_and_counted() {
    try (TestNode local = TestNode.connected("local", redis.url());
        TestNode remote = TestNode.connected("remote", redis.url())) {
      remote.join("ann");
      byte[] good = new Frame(Frame.Kind.TELL, 1, 2, "hello".getBytes(UTF_8)).encode();
      var random = new Random(7);
      List<String> channels = List.of("test:u:ann", "test:all");
      int junk = 0;
      for (String channel : channels) {
        for (int i = 0; i < 100; i++) {
          byte[] noise = new byte[random.nextInt(60)];
          random.nextBytes(noise);
          junk += publish(channel, noise);
        }
        // All that is cut short, then a magic, a version and a kind that there are not.
        for (int length = 0; length < 19; length++) {
          junk += publish(channel, Arrays.copyOf(good, length));
        }
        for (int i = 0; i < 3; i++) {
          byte[] bent = good.clone();
          bent[i] = 99;
          junk += publish(channel, bent);
        }
        junk += publish(channel, new Frame(Frame.Kind.ANSWER, 1, 1, new byte[0]).encode());
      }
      junk += publish("test:u:ann", new Frame(Frame.Kind.GAP, 1, 0, new byte[0]).encode());

      int expected = junk;
      await().until(() -> remote.count("junk") == expected);
      assertThat(remote.heard).isEmpty();
      assertThat(remote.interruptions).hasValue(0);
      assertThat(texts(local.ask("ann", "who"))).containsExactly("remote on ann? who");
      local.tell("ann", "still here");
      await().until(() -> remote.heard.contains("ann: still here"));
    }
  }

  private static int publish(String channel, byte[] bytes) {
    assertThat(redis.command(PUBLISH, channel.getBytes(UTF_8), bytes)).isNotEqualTo(":0\r\n");
    return 1;
  }
}
