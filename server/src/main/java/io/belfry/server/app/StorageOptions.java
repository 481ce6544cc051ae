package io.belfry.server.app;

import io.belfry.server.jdbc.PostgresDatabase;
import java.nio.file.Path;

/// Where a server keeps what lasts.
sealed interface StorageOptions {
  /// In a folder of its own: SQLite, one process.
  record Folder(Path path) implements StorageOptions {}

  /// In PostgreSQL, which several nodes share.
  record Shared(PostgresDatabase.Options database) implements StorageOptions {}
}
