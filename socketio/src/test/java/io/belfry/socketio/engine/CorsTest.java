package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorsTest extends EngineTest {
  @Override
  EngineOptions options(EngineOptions defaults) {
    return defaults.withAllowedOrigins(Set.of("https://good.example"));
  }

  @Test
  void an_allowed_origin_is_told_that_it_is() {
    HttpResponse<String> response =
        wire.send(wire.request(POLLING).header("Origin", "https://good.example"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://good.example");
    assertThat(response.headers().firstValue("Access-Control-Allow-Credentials")).contains("true");
    assertThat(response.headers().firstValue("Vary")).contains("Origin");
  }

  @ParameterizedTest
  @CsvSource({"GET, 200", "OPTIONS, 204"})
  void a_page_of_the_servers_own_origin_is_allowed_beside_those_listed(String method, int status) {
    String own = "http://127.0.0.1:" + wire.port();

    HttpResponse<String> response =
        wire.send(
            wire.request(POLLING).header("Origin", own).method(method, BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains(own);
  }

  @ParameterizedTest
  @CsvSource({"GET", "OPTIONS"})
  void a_page_of_another_origin_is_refused(String method) {
    HttpResponse<String> response =
        wire.send(
            wire.request(POLLING)
                .header("Origin", "http://127.0.0.1:1")
                .method(method, BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://good.example, 101",
    "http://same.example:3000, 101",
    "https://same.example:3000, 101",
    "http://same.example, 403",
    "https://bad.example, 403",
    "null, 403",
  })
  void a_websocket_is_opened_for_allowed_origins_and_the_same_host(String origin, int status)
      throws IOException {
    String request =
        new String(RawSocket.upgradeRequest(WEBSOCKET_TARGET), StandardCharsets.US_ASCII)
            .replace("Host: 127.0.0.1", "Host: same.example:3000\r\nOrigin: " + origin);
    try (RawSocket socket = new RawSocket(wire.port())) {
      socket.write(request.getBytes(StandardCharsets.US_ASCII));

      assertThat(socket.readHead()).startsWith("HTTP/1.1 " + status);
    }
  }

  @Test
  void a_preflight_is_answered() {
    HttpResponse<String> response =
        wire.send(
            wire.request(POLLING)
                .header("Origin", "https://good.example")
                .header("Access-Control-Request-Headers", "X-Custom")
                .method("OPTIONS", BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.headers().firstValue("Access-Control-Allow-Methods")).contains("GET, POST");
    assertThat(response.headers().firstValue("Access-Control-Allow-Headers")).contains("X-Custom");
  }
}
