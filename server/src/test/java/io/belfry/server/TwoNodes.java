package io.belfry.server;

import io.belfry.server.app.ApiClient;
import io.belfry.server.app.TestServer;
import io.belfry.server.cluster.redis.RedisProcess;
import io.belfry.server.jdbc.TestPostgres;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Two nodes on one PostgreSQL and one Redis, which hear each other before a test begins, and do
/// not find by comparing what they did not hear.
@SuppressWarnings("NullAway.Init") // Started before each test.
abstract class TwoNodes {
  static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path folder;
  final Map<String, String> settings = new HashMap<>();
  RedisProcess redis;
  TestServer one;
  TestServer other;
  ApiClient atOne;
  ApiClient atOther;

  @BeforeEach
  final void startNodes() {
    redis = RedisProcess.redis6();
    settings.put("database.url", TestPostgres.newDatabase());
    settings.put("redis.url", redis.url());
    settings.put("cluster.compareEvery", "1h");
    settings.put("retention.count", "1000");
    settings.put("lane.count", "2");
    one = TestServer.start(folder, settings);
    other = TestServer.start(folder, settings);
    atOne = ApiClient.backend(one);
    atOther = ApiClient.backend(other);
    awaitNeighbours();
  }

  @AfterEach
  final void stopNodes() {
    List.of(atOne, atOther).forEach(ApiClient::close);
    List.of(one, other).forEach(TestServer::close);
    redis.close();
  }

  final void awaitNeighbours() {
    awaitConnected(atOne, 1);
    awaitConnected(atOther, 1);
  }

  /// Waits until a node hears the others, or does not.
  ///
  /// @param connected 1, or 0
  static void awaitConnected(ApiClient node, int connected) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> node.get("/metrics").text().contains("belfry_bus_connected " + connected));
  }
}
