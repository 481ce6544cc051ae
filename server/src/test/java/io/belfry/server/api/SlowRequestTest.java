package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.app.ApiClient;
import io.belfry.server.app.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients that keep a connection by sending a little of a request now and then. Each test ends
/// when the server ends the connection.
final class SlowRequestTest {
  private static final String SEND =
      "POST /api/v1/notifications HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
          + "Authorization: Bearer "
          + TestServer.API_KEY
          + "\r\n";
  private static final Duration PACE = Duration.ofMillis(100);

  private final ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();
  private @TempDir Path data;
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start(data, Map.of("http.requestTimeout", "1s"));
  }

  @AfterEach
  void stop() {
    drip.shutdownNow();
    server.close();
  }

  @Test
  void a_head_that_comes_byte_by_byte_ends_with_its_connection() throws IOException {
    try (var connection = new RawHttp(server)) {
      connection.write("GET /health/ready HTTP/1.1\r\nX-Slow: ");
      drip(connection);

      assertThat(answerBeforeItsEnd(connection)).isEmpty();
    }
    assertThat(timeouts()).isEqualTo(1);
  }

  @Test
  void so_does_one_that_never_begins_and_nobody_else_notices() throws IOException {
    List<RawHttp> silent = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      silent.add(new RawHttp(server));
    }

    try (ApiClient backend = ApiClient.backend(server)) {
      backend.send("ann", "x");
    }

    for (RawHttp connection : silent) {
      assertThat(connection.rest()).isEmpty();
      connection.close();
    }
    assertThat(timeouts()).isEqualTo(500);
  }

  @Test
  void a_body_that_does_not_come_is_answered_408() throws IOException {
    try (var connection = new RawHttp(server)) {
      connection.write(SEND + "Content-Length: 1000\r\n\r\n{");

      assertThat(connection.rest())
          .startsWith("HTTP/1.1 408 ")
          .contains("application/problem+json", "retry-after: 1", "\"code\":\"request_timeout\"")
          .contains("The request took more than 1000 ms to come.");
    }
    assertThat(timeouts()).isEqualTo(1);
  }

  @Test
  void a_request_that_the_server_takes_its_time_for_is_waited_for() throws IOException {
    try (var connection = new RawHttp(server)) {
      connection.write("GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\n\r\n");
      String opened = connection.body(connection.head());
      String sid = opened.replaceAll(".*\"sid\":\"([^\"]+)\".*", "$1");

      connection.write(
          "GET /socket.io/?EIO=4&transport=polling&sid=" + sid + " HTTP/1.1\r\nHost: x\r\n\r\n");
      var unused = drip.schedule(() -> join(sid), 3, TimeUnit.SECONDS);

      assertThat(connection.body(connection.head())).startsWith("40");
    }
    assertThat(timeouts()).isZero();
  }

  /// Has the poll answered, by a CONNECT.
  private void join(String sid) {
    try (var other = new RawHttp(server)) {
      other.write(
          "POST /socket.io/?EIO=4&transport=polling&sid="
              + sid
              + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n40");
      other.head();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// What comes until the server closes, which resets the connection when something is sent after.
  private static String answerBeforeItsEnd(RawHttp connection) throws IOException {
    try {
      return connection.rest();
    } catch (SocketException reset) {
      return "";
    }
  }

  private void drip(RawHttp connection) {
    var unused =
        drip.scheduleAtFixedRate(
            () -> writeUntilRefused(connection), 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void writeUntilRefused(RawHttp connection) {
    try {
      connection.write("x");
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  private double timeouts() throws IOException {
    return RawHttp.call(server, "GET", "/metrics")
        .lines()
        .filter(line -> line.startsWith("belfry_http_timeouts_total "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .findFirst()
        .orElseThrow();
  }
}
