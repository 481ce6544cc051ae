package io.belfry.server.cluster.redis;

import static io.belfry.server.cluster.redis.TestNode.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.cluster.SlotHash;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The bus on a Cluster of Redis 7: sharded channels.
final class RedisShardedBusTest extends BusBehaviour {
  private static RedisClusterProcesses cluster;

  @BeforeAll
  static void start_cluster() {
    cluster = new RedisClusterProcesses(RedisProcess::redis7);
  }

  @AfterAll
  static void stop_cluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void the_channels_are_sharded() {
    node("remote").join("ann");
    assertThat(cluster.servers())
        .extracting(server -> server.command("PUBSUB SHARDCHANNELS"))
        .anyMatch(channels -> channels.contains("test:u:ann"));
    assertThat(cluster.servers())
        .extracting(server -> server.command("PUBSUB CHANNELS"))
        .containsOnly("*0\r\n");
  }

  @Test
  void whoever_is_joined_is_heard_of_again_when_a_slot_has_moved() {
    TestNode local = node("local");
    TestNode remote = node("remote");
    remote.join("ann");
    int slot = SlotHash.getSlot("test:u:ann");
    RedisProcess owner =
        cluster.servers().stream()
            .filter(one -> one.command("PUBSUB SHARDCHANNELS").contains("test:u:ann"))
            .findFirst()
            .orElseThrow();
    RedisProcess other =
        cluster.servers().stream().filter(one -> one != owner).findFirst().orElseThrow();

    cluster.move(slot, other);

    await().until(() -> remote.resumptions.get() >= 2 && local.resumptions.get() >= 2);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> texts(local.ask("ann", "who")).equals(List.of("remote on ann? who")));
    assertThat(other.command("PUBSUB SHARDCHANNELS")).contains("test:u:ann");
  }

  @Override
  String url() {
    return cluster.url();
  }
}
