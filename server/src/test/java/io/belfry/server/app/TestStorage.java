package io.belfry.server.app;

import io.belfry.server.jdbc.TestPostgres;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Where the servers of tests keep what lasts: SQLite, or with `-Dbelfry.test.storage=postgres` a
/// database in PostgreSQL for each data folder that they are given.
final class TestStorage {
  private static final boolean POSTGRES =
      "postgres".equals(System.getProperty("belfry.test.storage"));
  private static final Map<Path, String> DATABASES = new ConcurrentHashMap<>();

  private TestStorage() {}

  /// The settings of a server whose data is in `folder`, or in what stands for it.
  static Map<Setting, String> settings(Path folder) {
    return POSTGRES
        ? Map.of(
            Setting.DATABASE_URL,
            DATABASES.computeIfAbsent(folder, first -> TestPostgres.newDatabase()))
        : Map.of(Setting.DATA, folder.toString());
  }
}
