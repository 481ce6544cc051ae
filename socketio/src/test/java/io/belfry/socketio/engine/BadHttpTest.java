package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is no HTTP, or HTTP of the kind that two servers could read in two ways.
class BadHttpTest extends BadInputTest {
  private static final String SECOND = "0\r\n\r\nGET /engine.io/ HTTP/1.1\r\n\r\n";

  private RawSocket connect() throws IOException {
    return new RawSocket(wire.port());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(ints = {5_000, 1_000_000})
  void a_request_line_that_is_too_long_is_refused(int length) throws IOException {
    try (RawSocket socket = connect()) {
      socket.pour(RawSocket.get(POLLING + "&sid=" + "x".repeat(length)));

      assertThat(socket.readHead()).contains(" 414 ");
      assertThat(socket.isEnded()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {9_000, 1_000_000})
  void a_header_that_is_too_long_is_refused(int length) throws IOException {
    try (RawSocket socket = connect()) {
      socket.pour(RawSocket.get(POLLING, "X: " + "x".repeat(length)));

      assertThat(socket.readHead()).contains(" 431 ");
      assertThat(socket.isEnded()).isTrue();
    }
  }

  @Test
  void too_many_headers_are_refused() throws IOException {
    String[] headers =
        IntStream.range(0, 10_000).mapToObj(i -> "X" + i + ": y").toArray(String[]::new);
    try (RawSocket socket = connect()) {
      socket.pour(RawSocket.get(POLLING, headers));

      assertThat(socket.readHead()).contains(" 431 ");
      assertThat(socket.isEnded()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET\r\n\r\n",
        "GET / \r\n\r\n",
        "GET /engine.io/ HTTP/9.9\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET /engine.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: a\r\nX : b\r\n\r\n",
        "GET /engine.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
      })
  void what_is_no_http_is_not_answered_with_a_session(String request) throws IOException {
    try (RawSocket socket = connect()) {
      socket.pour(ascii(request));

      assertThat(socket.isEnded()).isTrue();
      assertThat(sessions).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "Content-Length: 2, Content-Length: 60",
    "'Content-Length: 2,60', X: y",
    "Transfer-Encoding: chunked, Transfer-Encoding: identity",
    "Transfer-Encoding: 'chunked, chunked', X: y",
    "Transfer-Encoding: xchunked, Content-Length: 2",
    "Content-Length: -1, X: y",
    "Content-Length: +2, X: y",
    "Content-Length: 0x2, X: y",
  })
  void a_body_whose_end_is_in_doubt_is_refused_with_its_connection(String header, String other)
      throws IOException {
    String session = wire.openPolling();
    try (RawSocket socket = connect()) {
      socket.pour(RawSocket.request("POST", PATH + "?" + session, SECOND, header, other));

      assertThat(socket.readHead()).contains(" 400 ");
      assertThat(socket.isEnded()).isTrue();
    }
    assertThat(wire.post(session, "1").body()).isEqualTo("ok");
  }

  /// RFC 9112, section 6.3.
  @Test
  void where_there_are_chunks_a_length_does_not_count() throws IOException {
    String session = wire.openPolling();
    try (RawSocket socket = connect()) {
      socket.write(
          RawSocket.request(
              "POST",
              PATH + "?" + session,
              "2\r\n4a\r\n0\r\n\r\n",
              "Content-Length: 3",
              "Transfer-Encoding: chunked"));

      assertThat(socket.readResponse().body()).isEqualTo("ok");
    }
    assertThat(wire.get(session).body()).isEqualTo("4a");
    wire.post(session, "1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"zz\r\n4a\r\n0\r\n\r\n", "-1\r\n", "FFFFFFFFFFFFFFFFFF\r\n4a", "\r\n\r\n"})
  void a_chunk_of_no_length_closes_the_session(String body) throws IOException {
    String session = wire.openPolling();
    try (RawSocket socket = connect()) {
      socket.pour(
          RawSocket.request("POST", PATH + "?" + session, body, "Transfer-Encoding: chunked"));

      assertThat(socket.isEnded()).isTrue();
      assertThat(end()).isNotNull();
    }
    assertThat(wire.get(session).body()).contains("\"code\":1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip | true",
        "GZIP | true",
        "deflate, gzip;q=1.0, *;q=0.5 | true",
        "br, gzip ;q=0.001 | true",
        "gzip;q=0 | false",
        "gzip; q=0.000 | false",
        "gzip;Q=0 | false",
        "* | false",
        "*;q=0 | false",
        "identity | false",
        "x-gzip-not | false",
        "'' | false",
        ",;,=;q | false",
      })
  void a_poll_is_compressed_for_those_who_take_it(String accepted, boolean gzip)
      throws IOException {
    String session = wire.openPolling();
    String message = "4" + "over and over ".repeat(1000);
    wire.post(session, message);
    try (RawSocket socket = connect()) {
      socket.write(RawSocket.get(session, "Accept-Encoding: " + accepted));

      String head = socket.readHead();
      int length = Integer.parseInt(head.replaceFirst("(?si).*content-length: (\\d+).*", "$1"));
      byte[] body = socket.readExactly(length);
      assertThat(head.contains("gzip")).isEqualTo(gzip);
      assertThat(new String(gzip ? gunzip(body) : body, StandardCharsets.UTF_8)).isEqualTo(message);
    }
    wire.post(session, "1");
  }

  private static byte[] gunzip(byte[] body) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readAllBytes();
    }
  }
}
