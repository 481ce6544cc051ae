package io.belfry.server.app;

import io.belfry.server.cluster.redis.RedisProcess;
import io.belfry.server.jdbc.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Where the servers of tests keep what lasts: SQLite, or with `-Dbelfry.test.storage=postgres` a
/// database in PostgreSQL for each data folder that they are given, and Redis beside it.
final class TestStorage {
  static final boolean POSTGRES = "postgres".equals(System.getProperty("belfry.test.storage"));
  private static final Map<Path, String> DATABASES = new ConcurrentHashMap<>();

  private TestStorage() {}

  /// The settings of a server whose data is in `folder`, or in what stands for it.
  static Map<Setting, String> settings(Path folder) {
    if (!POSTGRES) {
      return Map.of(Setting.DATA, folder.toString());
    }
    String url = DATABASES.computeIfAbsent(folder, first -> TestPostgres.newDatabase());
    return Map.of(
        Setting.DATABASE_URL,
        url,
        Setting.REDIS_URL,
        Redis.SERVER.url(),
        Setting.REDIS_PREFIX,
        "test-" + url.hashCode(),
        // As on a larger machine.
        Setting.LANE_COUNT,
        "2");
  }

  /// The flags of a command on what is in `folder`, or in what stands for it.
  static List<String> flags(Path folder) {
    if (!POSTGRES) {
      return List.of("--data", folder.toString());
    }
    String yaml =
        settings(folder).entrySet().stream()
            .map(each -> "\"%s\": \"%s\"\n".formatted(each.getKey().key(), each.getValue()))
            .collect(Collectors.joining());
    try {
      return List.of("--config", Files.writeString(folder.resolve("test.yaml"), yaml).toString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static final class Redis {
    private static final RedisProcess SERVER = RedisProcess.redis6();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
    }
  }
}
