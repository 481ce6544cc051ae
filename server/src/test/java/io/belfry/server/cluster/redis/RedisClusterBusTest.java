package io.belfry.server.cluster.redis;

import static io.belfry.server.cluster.redis.TestNode.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The bus on a Cluster of Redis 6: classic channels, each on the server of its slot.
final class RedisClusterBusTest extends BusBehaviour {
  private static RedisClusterProcesses cluster;

  @BeforeAll
  static void start_cluster() {
    cluster = new RedisClusterProcesses(RedisProcess::redis6);
  }

  @AfterAll
  static void stop_cluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void a_server_of_the_cluster_that_comes_back_knows_again_who_is_joined() {
    TestNode local = node("local");
    TestNode remote = node("remote");
    List<String> users = IntStream.range(0, 30).mapToObj(i -> "user" + i).toList();
    users.forEach(remote::join);

    RedisProcess server = cluster.servers().get(1);
    server.kill();
    local.awaitInterrupted();
    remote.awaitInterrupted();
    server.restart();
    local.awaitConnected();
    remote.awaitConnected();

    users.forEach(
        user ->
            assertThat(texts(local.ask(user, "who")))
                .containsExactly("remote on " + user + "? who"));
  }

  @Override
  String url() {
    return cluster.url();
  }
}
