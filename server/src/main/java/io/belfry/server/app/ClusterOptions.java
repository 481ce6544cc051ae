package io.belfry.server.app;

import io.belfry.server.cluster.Bus;
import io.belfry.server.cluster.LocalBus;
import io.belfry.server.cluster.redis.RedisBus;
import io.belfry.server.cluster.redis.RedisOptions;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/// How a node is one of several.
///
/// @param redis where nodes hear each other; without it, they look into the store alone
/// @param compareEvery how often sockets are compared with the store
record ClusterOptions(Optional<RedisOptions> redis, Duration compareEvery) {
  /// What `settings` say; nothing for a server on a folder of its own, which is alone.
  ///
  /// @throws ConfigurationException when they cannot be used
  static Optional<ClusterOptions> of(Settings settings) {
    Optional<String> url = settings.text(Setting.REDIS_URL);
    if (settings.text(Setting.DATABASE_URL).isPresent()) {
      Optional<RedisOptions> redis = url.map(text -> redis(settings));
      return Optional.of(new ClusterOptions(redis, settings.positive(Setting.CLUSTER_COMPARE)));
    }
    if (url.isPresent()) {
      throw new ConfigurationException(
          "Setting 'redis.url' is for several nodes on one PostgreSQL: set 'database.url' (%s) too."
              .formatted(Setting.DATABASE_URL.variable()));
    }
    return Optional.empty();
  }

  /// Where the nodes of `cluster` hear each other; within this process where there are no others.
  static Bus bus(Optional<ClusterOptions> cluster, MeterRegistry meters) {
    return cluster
        .flatMap(ClusterOptions::redis)
        .<Bus>map(redis -> new RedisBus(redis, new SecureRandom(), meters))
        .orElseGet(LocalBus::new);
  }

  private static RedisOptions redis(Settings settings) {
    return settings.parse(
        Setting.REDIS_URL,
        "redis://[[user]:password@]host[:port] or rediss://…, and a plain 'redis.prefix'",
        text -> RedisOptions.of(text, settings.text(Setting.REDIS_PREFIX).orElse("")));
  }
}
