package io.belfry.server.cluster.redis;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The bus on a single Redis 7.
final class Redis7BusTest extends BusBehaviour {
  private static RedisProcess redis;

  @BeforeAll
  static void start_redis() {
    redis = RedisProcess.redis7();
  }

  @AfterAll
  static void stop_redis() {
    if (redis != null) {
      redis.close();
    }
  }

  @Override
  String url() {
    return redis.url();
  }
}
