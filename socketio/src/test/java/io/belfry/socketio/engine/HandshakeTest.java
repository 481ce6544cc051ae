package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeTest extends EngineTest {
  @Test
  void polling_is_told_the_settings_and_that_it_can_upgrade() {
    HttpResponse<String> response = wire.get(POLLING);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .matches(
            "0\\{\"sid\":\"[\\w-]{20}\",\"upgrades\":\\[\"websocket\"],\"pingInterval\":25000,"
                + "\"pingTimeout\":20000,\"maxPayload\":1000000}");
  }

  @Test
  void websocket_is_told_the_settings_and_has_nothing_to_upgrade_to() {
    try (WebSocketClient client = wire.webSocket(WEBSOCKET)) {
      assertThat(client.next()).startsWith("0{").contains("\"upgrades\":[]");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "transport=polling | 5",
        "EIO=abc&transport=polling | 5",
        "EIO=99&transport=polling | 5",
        "EIO=4 | 0",
        "EIO=4&transport=abc | 0",
        "EIO=4&transport=polling&sid=unknown | 1",
        "EIO=4&transport=polling&sid=__proto__ | 1",
        "EIO=4&transport=websocket | 3",
        "EIO=4&transport=%zz | 3",
      })
  void a_bad_query_is_answered_with_its_code(String query, int code) throws IOException {
    try (RawSocket socket = new RawSocket(wire.port())) {
      socket.write(
          ("GET /engine.io/?" + query + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));

      assertThat(socket.readHead()).startsWith("HTTP/1.1 400");
      assertThat(socket.readRest()).contains("\"code\":" + code);
    }
  }

  @ParameterizedTest
  @CsvSource({"POST", "PUT", "DELETE"})
  void only_get_opens_a_session(String method) {
    HttpResponse<String> response =
        wire.send(wire.request(POLLING).method(method, BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).isEqualTo("{\"code\":2,\"message\":\"Bad handshake method\"}");
  }

  @ParameterizedTest
  @CsvSource({"/engine.io, true", "/engine.io/, true", "/engine.io/x, false", "/, false"})
  void only_its_own_path_is_answered(String path, boolean ours) throws IOException {
    try (RawSocket socket = new RawSocket(wire.port())) {
      socket.write(
          ("GET " + path + "?" + POLLING + " HTTP/1.1\r\nHost: a\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));

      assertThat(socket.readHead()).startsWith(ours ? "HTTP/1.1 200" : "HTTP/1.1 404");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sec-WebSocket-Version: 13 | Sec-WebSocket-Version: 8",
        "Upgrade: WebSocket | Upgrade: h2c",
        "dGhlIHNhbXBsZSBub25jZQ== | c2hvcnQ=",
        "keep-alive, Upgrade | keep-alive",
      })
  void a_websocket_request_that_breaks_the_rules_is_refused(String right, String wrong)
      throws IOException {
    try (RawSocket socket = new RawSocket(wire.port())) {
      String request =
          new String(RawSocket.upgradeRequest(WEBSOCKET_TARGET), StandardCharsets.US_ASCII);
      socket.write(request.replace(right, wrong).getBytes(StandardCharsets.US_ASCII));

      assertThat(socket.readHead()).startsWith("HTTP/1.1 400");
    }
  }

  @Test
  void the_accept_header_is_that_of_the_rfc() throws IOException {
    try (RawSocket socket = new RawSocket(wire.port())) {
      socket.write(RawSocket.upgradeRequest(WEBSOCKET_TARGET));

      assertThat(socket.readHead())
          .startsWith("HTTP/1.1 101")
          .containsIgnoringCase("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }
  }

  @Test
  void a_server_that_does_not_compress_accepts_no_offer_to() throws IOException {
    try (RawSocket socket = new RawSocket(wire.port())) {
      String request =
          new String(RawSocket.upgradeRequest(WEBSOCKET_TARGET), StandardCharsets.US_ASCII)
              .replace(
                  "Upgrade: WebSocket",
                  "Upgrade: WebSocket\r\nSec-WebSocket-Extensions: permessage-deflate");
      socket.write(request.getBytes(StandardCharsets.US_ASCII));

      assertThat(socket.readHead())
          .startsWith("HTTP/1.1 101")
          .doesNotContainIgnoringCase("Sec-WebSocket-Extensions");
    }
  }
}
