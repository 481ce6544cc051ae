package io.belfry.server.cluster.redis;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The bus on a single Redis 6.
final class RedisBusTest extends BusBehaviour {
  private static RedisProcess redis;

  @BeforeAll
  static void start_redis() {
    redis = RedisProcess.redis6();
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
