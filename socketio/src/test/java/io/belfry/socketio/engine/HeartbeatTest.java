package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeartbeatTest extends EngineTest {
  @Override
  EngineOptions options(EngineOptions defaults) {
    return fastHeartbeat(defaults);
  }

  @Test
  void a_polling_client_that_answers_pings_stays() {
    String session = wire.openPolling();

    for (int i = 0; i < 3; i++) {
      assertThat(wire.get(session).body()).isEqualTo("2");
      assertThat(wire.post(session, "3").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_websocket_client_that_answers_pings_stays() {
    try (WebSocketClient client = wire.openWebSocket()) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.next()).isEqualTo("2");
        client.send("3");
      }
      assertThat(client.send("4here").next()).isEqualTo("4here");
    }
  }

  @Test
  void a_polling_client_that_is_silent_is_closed() {
    String session = wire.openPolling();

    assertThat(end()).isEqualTo(CloseReason.PING_TIMEOUT);
    assertThat(wire.get(session).statusCode()).isEqualTo(400);
  }

  @Test
  void a_websocket_client_that_is_silent_is_closed() {
    try (WebSocketClient client = wire.openWebSocket()) {
      assertThat(client.next()).isEqualTo("2");
      assertThat(end()).isEqualTo(CloseReason.PING_TIMEOUT);
      client.closeCode();
    }
  }
}
