package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Clients that begin something, never finish it and never answer a ping.
class SilentClientTest extends BadInputTest {
  @Override
  EngineOptions options(EngineOptions defaults) {
    return fastHeartbeat(defaults);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "nothing, ''",
    "half a head, 81",
    "half a length, 81FE00",
    "half a mask, 8185010203",
    "half a payload, 81850102030435",
    "half a large payload, 82FF00000000000F424001020304",
    "half a message, 01810102030435",
  })
  void a_websocket_client_that_stops_in_the_middle_is_closed(String name, String hex)
      throws IOException {
    try (RawSocket socket = open()) {
      socket.write(HexFormat.of().parseHex(hex));

      assertThat(socket.readFrame()).isEqualTo("T2");
      assertThat(end()).isEqualTo(CloseReason.PING_TIMEOUT);
      assertThat(socket.isEnded()).isTrue();
    }
  }

  @Test
  void pongs_of_the_websocket_are_no_answer_to_pings_of_the_engine() throws IOException {
    try (RawSocket socket = open()) {
      assertThat(socket.readFrame()).isEqualTo("T2");
      socket.write(RawSocket.frame(0x8A, new byte[0]), RawSocket.textFrame("4not a pong"));

      assertThat(socket.readFrame()).isEqualTo("T4not a pong");
      assertThat(end()).isEqualTo(CloseReason.PING_TIMEOUT);
      assertThat(socket.isEnded()).isTrue();
    }
  }

  @Test
  void a_client_that_polls_and_never_answers_is_closed() throws IOException {
    String session = wire.openPolling();
    try (RawSocket socket = new RawSocket(wire.port())) {
      assertThat(socket.write(RawSocket.get(session)).readResponse().body()).isEqualTo("2");

      assertThat(socket.write(RawSocket.get(session)).readResponse().body()).isEqualTo("1");
      assertThat(end()).isEqualTo(CloseReason.PING_TIMEOUT);
      assertThat(socket.write(RawSocket.get(session)).readResponse().status()).isEqualTo(400);
    }
  }
}
