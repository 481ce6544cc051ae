package io.belfry.server.cluster.redis;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

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

  @Override
  String url() {
    return cluster.url();
  }
}
