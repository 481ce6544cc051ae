package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.app.ApiClient;
import io.belfry.server.app.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Bodies beyond `http.maxBody` are refused, whether or not they say their length.
final class LargeBodyTest extends ApiTest {
  private static final String SEND = "/api/v1/notifications";
  private static final int TWO_MEGABYTES = 2_000_000;
  private static final String HEAD =
      "POST "
          + SEND
          + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
          + "Authorization: Bearer "
          + TestServer.API_KEY
          + "\r\n";
  private static final String GOOD = "{\"to\":\"ann\",\"title\":\"x\"}";

  @Test
  void two_megabytes_of_known_length_are_too_large() {
    ApiClient.Answer answer = backend.post(SEND, " ".repeat(TWO_MEGABYTES));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.code()).isEqualTo("payload_too_large");
  }

  @Test
  void two_megabytes_of_unknown_length_are_too_large() {
    byte[] body = " ".repeat(TWO_MEGABYTES).getBytes(StandardCharsets.US_ASCII);

    ApiClient.Answer answer =
        backend.call(
            "POST", SEND, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.code()).isEqualTo("payload_too_large");
  }

  @Test
  void the_connection_stays_usable_after_a_body_of_known_length() throws IOException {
    try (var connection = new RawHttp(server)) {
      connection.write(HEAD + "Content-Length: " + TWO_MEGABYTES + "\r\n\r\n");
      connection.write(" ".repeat(TWO_MEGABYTES));
      String refused = connection.head();
      assertThat(refused).startsWith("HTTP/1.1 413 ");
      assertThat(connection.body(refused)).contains("payload_too_large");

      connection.write(HEAD + "Content-Length: " + GOOD.length() + "\r\n\r\n" + GOOD);
      assertThat(connection.head()).startsWith("HTTP/1.1 201 ");
    }
  }

  @Test
  void the_connection_stays_usable_after_a_body_of_unknown_length() throws IOException {
    String chunk = "%x\r\n%s\r\n".formatted(100_000, " ".repeat(100_000));
    try (var connection = new RawHttp(server)) {
      connection.write(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
      connection.write(chunk.repeat(TWO_MEGABYTES / 100_000) + "0\r\n\r\n");
      String refused = connection.head();
      assertThat(refused).startsWith("HTTP/1.1 413 ");
      assertThat(connection.body(refused)).contains("payload_too_large");

      connection.write(HEAD + "Content-Length: " + GOOD.length() + "\r\n\r\n" + GOOD);
      assertThat(connection.head()).startsWith("HTTP/1.1 201 ");
    }
  }

  @Test
  void a_call_that_breaks_off_changes_nothing() throws IOException {
    try (var connection = new RawHttp(server)) {
      connection.write(HEAD + "Content-Length: 1000\r\n\r\n" + GOOD.replace("ann", "cut"));
    }

    assertThat(backend.get("/api/v1/users/cut/inbox").json().path("seq").asLong(-1)).isZero();
  }
}
