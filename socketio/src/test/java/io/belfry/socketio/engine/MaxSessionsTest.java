package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class MaxSessionsTest extends EngineTest {
  @Override
  EngineOptions options(EngineOptions defaults) {
    return defaults.withMaxSessions(2);
  }

  @Test
  void one_session_too_many_is_refused_on_both_transports() throws IOException {
    String session = wire.openPolling();
    try (WebSocketClient client = wire.openWebSocket();
        RawSocket refused = new RawSocket(wire.port())) {
      HttpResponse<String> response = wire.get(POLLING);

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.headers().firstValue("Retry-After")).contains("1");
      assertThat(response.body()).isEqualTo("{\"code\":6,\"message\":\"Too many sessions\"}");
      refused.write(RawSocket.upgradeRequest(WEBSOCKET_TARGET));
      assertThat(refused.readHead()).startsWith("HTTP/1.1 503");
      assertThat(limits).containsExactly(EngineLimit.SESSIONS, EngineLimit.SESSIONS);
      assertThat(refusals)
          .containsExactly(RequestError.TOO_MANY_SESSIONS, RequestError.TOO_MANY_SESSIONS);
      assertThat(client.send("4still here").next()).isEqualTo("4still here");
      assertThat(wire.post(session, "4still here").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_session_that_ends_makes_room() {
    wire.openPolling();
    wire.openWebSocket().close();
    await().until(() -> engine.sessions() == 1);

    assertThat(wire.get(POLLING).statusCode()).isEqualTo(200);
  }
}
