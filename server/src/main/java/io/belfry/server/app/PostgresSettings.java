package io.belfry.server.app;

import io.belfry.server.api.SideCalls;
import io.belfry.server.jdbc.PostgresDatabase;

/// The settings of PostgreSQL.
final class PostgresSettings {
  /// Threads that read the store, where their number is not set.
  static final int READERS = 8;

  /// Lanes at the most, where their number is not set.
  private static final int LANES = 2;

  /// For keys, who was seen, what is handed out, and what calls ask beside the log.
  private static final int OTHERS = 3 + SideCalls.AT_ONCE;

  private static final String PREFIX = "jdbc:postgresql:";

  private PostgresSettings() {}

  /// How many lanes there are when `asked` are asked for; 0 leaves it to the machine: on few
  /// processors one transaction of many commands is cheaper than two of fewer.
  static int lanes(int asked) {
    int processors = Runtime.getRuntime().availableProcessors();
    return asked > 0 ? asked : Math.clamp(processors / 2, 1, LANES);
  }

  /// How the database that `settings` name is reached.
  ///
  /// @throws ConfigurationException when they cannot be used
  static PostgresDatabase.Options options(Settings settings) {
    String url = settings.text(Setting.DATABASE_URL).orElseThrow();
    if (!url.startsWith(PREFIX)) {
      throw new ConfigurationException(
          "Setting 'database.url' (%s) must be jdbc:postgresql://host:port/database; the user goes"
                  .formatted(Setting.DATABASE_URL.variable())
              + " into 'database.user', the password into 'database.password'.");
    }
    int connections = settings.number(Setting.DATABASE_CONNECTIONS, 0, 1000);
    int lanes = settings.number(Setting.LANE_COUNT, 0, 64);
    int readers = settings.number(Setting.READERS_THREADS, 0, 64);
    return new PostgresDatabase.Options(
        url,
        settings.text(Setting.DATABASE_USER),
        settings.text(Setting.DATABASE_PASSWORD),
        connections == 0 ? lanes(lanes) + (readers == 0 ? READERS : readers) + OTHERS : connections,
        settings.flag(Setting.DATABASE_MIGRATE));
  }
}
