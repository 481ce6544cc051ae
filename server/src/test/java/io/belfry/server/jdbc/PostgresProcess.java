package io.belfry.server.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/// A PostgreSQL server of one test, which can be stopped and started again with what it stored.
public final class PostgresProcess implements AutoCloseable {
  private final Path folder;
  private EmbeddedPostgres server;

  /// Starts one that keeps its data in `folder`.
  public PostgresProcess(Path folder) {
    this.folder = folder.resolve("postgres");
    this.server = start(0);
  }

  public String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  public void restart() {
    int port = server.getPort();
    stop();
    server = start(port);
  }

  public void stop() {
    try {
      server.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Starts it again after [#stop], on the same port.
  public void startAgain() {
    server = start(server.getPort());
  }

  @Override
  public void close() {
    stop();
  }

  private EmbeddedPostgres start(int port) {
    try {
      return EmbeddedPostgres.builder()
          .setPort(port)
          .setDataDirectory(folder)
          .setCleanDataDirectory(false)
          .setPGStartupWait(Duration.ofSeconds(30))
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("max_connections", "200")
          .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
