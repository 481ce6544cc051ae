package io.belfry.server.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL server for all tests of this process, and a database of its own for each that asks.
public final class TestPostgres {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static @Nullable EmbeddedPostgres server;

  private TestPostgres() {}

  /// The URL of a new, empty database.
  public static String newDatabase() {
    String name = "test" + NUMBER.incrementAndGet();
    execute("CREATE DATABASE " + name);
    return url(name);
  }

  /// How the database of `url` is opened.
  public static PostgresDatabase.Options options(String url) {
    return new PostgresDatabase.Options(url, Optional.empty(), Optional.empty(), 8, true);
  }

  /// Runs `sql` in the database of `url`.
  public static void execute(String url, String sql) throws SQLException {
    try (Connection connection = java.sql.DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// What `query` finds in the database of `url`, in one row and one column.
  public static @Nullable String one(String url, String query) throws SQLException {
    try (Connection connection = java.sql.DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void execute(String sql) {
    try {
      execute(url("postgres"), sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static synchronized String url(String database) {
    if (server == null) {
      try {
        server = EmbeddedPostgres.builder().setServerConfig("max_connections", "500").start();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    return server.getJdbcUrl("postgres", database);
  }
}
