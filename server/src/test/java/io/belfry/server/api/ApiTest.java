package io.belfry.server.api;

import io.belfry.server.app.ApiClient;
import io.belfry.server.app.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// One server for all tests of a class, and a backend that calls it.
abstract class ApiTest {
  static TestServer server;
  static ApiClient backend;

  @BeforeAll
  static void start(@TempDir Path data) {
    server = TestServer.start(data);
    backend = ApiClient.backend(server);
  }

  @AfterAll
  static void stop() {
    backend.close();
    server.close();
  }
}
