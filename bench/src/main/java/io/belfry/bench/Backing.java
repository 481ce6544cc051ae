package io.belfry.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import redis.embedded.RedisServer;

/// What several nodes stand on: a PostgreSQL that forces each commit to disk, and a Redis.
final class Backing implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  private final RedisServer redis;
  private final int redisPort;

  private Backing(EmbeddedPostgres postgres, RedisServer redis, int redisPort) {
    this.postgres = postgres;
    this.redis = redis;
    this.redisPort = redisPort;
  }

  static Backing start() {
    try {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("fsync", "on")
              .setServerConfig("shared_buffers", "256MB")
              .setServerConfig("max_wal_size", "4GB")
              .setServerConfig("max_connections", "100")
              .start();
      int port = freePort();
      RedisServer redis = RedisServer.newRedisServer().port(port).bind("127.0.0.1").build();
      redis.start();
      return new Backing(postgres, redis, port);
    } catch (IOException e) {
      throw new LoadException("PostgreSQL or Redis cannot be started: " + e.getMessage(), e);
    }
  }

  String databaseUrl() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  String redisUrl() {
    return "redis://127.0.0.1:" + redisPort;
  }

  /// CPU time so far of all processes of PostgreSQL that are running.
  long databaseCpuMicros() {
    long cpu = 0;
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path each : processes.filter(Backing::isNumber).toList()) {
        cpu += cpuOfPostgres(each);
      }
    } catch (IOException e) {
      throw new LoadException("processes cannot be listed", e);
    }
    return cpu;
  }

  @Override
  public void close() {
    try {
      redis.stop();
      postgres.close();
    } catch (IOException e) {
      throw new LoadException("PostgreSQL or Redis does not stop", e);
    }
  }

  private static boolean isNumber(Path process) {
    return process.getFileName().toString().chars().allMatch(Character::isDigit);
  }

  private static long cpuOfPostgres(Path process) {
    try {
      String stat = Files.readString(process.resolve("stat"));
      return stat.contains("(postgres)") ? ProcessUsage.cpuMicros(stat) : 0;
    } catch (IOException ended) {
      return 0;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
