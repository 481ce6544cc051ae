package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is different for clients of version 3: who pings, and how payloads are written.
class ProtocolThreeTest extends EngineTest {
  private static final String POLLING_3 = "EIO=3&transport=polling";
  private static final String WEBSOCKET_3 = "EIO=3&transport=websocket";
  private static final byte[] ALL_KINDS = {
    0, 3, -1, '4', (byte) 0xC3, (byte) 0xBC, 1, 5, -1, 4, 1, 2, 3, 4
  };

  @Override
  EngineOptions options(EngineOptions defaults) {
    return fastHeartbeat(defaults).withMaxPacketsPerPost(3);
  }

  private String openPolling(String query) {
    return query + "&sid=" + Wire.sid(wire.get(query).body());
  }

  @Test
  void a_payload_begins_with_its_length_in_characters() {
    String open = wire.get(POLLING_3).body();

    String packet = open.substring(open.indexOf(':') + 1);
    assertThat(open).isEqualTo(packet.length() + ":" + packet);
    assertThat(packet).startsWith("0{\"sid\":");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "6:4hello",
        "1:4",
        "6:4test16:4test26:4test3",
        "5:4ü€😀",
        "6:4hello10:b4AQIDBA==",
        "6:4 1:2:"
      })
  void messages_come_back_with_their_lengths(String payload) {
    String session = openPolling(POLLING_3 + "&b64=1");

    assertThat(wire.post(session, payload).body()).isEqualTo("ok");

    assertThat(wire.get(session).body()).isEqualTo(payload);
  }

  @Test
  void packets_of_no_length_are_passed_over() {
    String session = openPolling(POLLING_3 + "&b64=1");

    assertThat(wire.post(session, "0:2:4a").body()).isEqualTo("ok");

    assertThat(wire.get(session).body()).isEqualTo("2:4a");
  }

  @Test
  void binary_data_goes_as_bytes_to_those_who_take_it() {
    String session = openPolling(POLLING_3);
    wire.post(session, "2:4ü10:b4AQIDBA==");

    HttpResponse<byte[]> answer =
        wire.sendAny(wire.request(session).GET(), BodyHandlers.ofByteArray());

    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
    assertThat(answer.body()).isEqualTo(ALL_KINDS);
  }

  @Test
  void a_body_of_bytes_is_taken() {
    String session = openPolling(POLLING_3 + "&b64=1");

    assertThat(postBytes(session, ALL_KINDS).body()).isEqualTo("ok");

    assertThat(wire.get(session).body()).isEqualTo("2:4ü10:b4AQIDBA==");
  }

  private HttpResponse<String> postBytes(String session, byte[] body) {
    return wire.send(
        wire.request(session)
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofByteArray(body)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc",
        "",
        "4",
        "4:",
        ":4",
        "5:4a",
        "2:4ab",
        "-1:4",
        "1.5:4a",
        "+2:4a",
        "99999999999999999999:4a",
        "2:4😀",
        "2:xa",
        "3:b5A",
        "4:b4%%"
      })
  void a_payload_that_lies_closes_the_session(String payload) {
    String session = openPolling(POLLING_3);

    HttpResponse<String> answer = wire.post(session, payload);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(end()).isEqualTo(CloseReason.PARSE_ERROR);
    assertThat(wire.get(session).statusCode()).isEqualTo(400);
  }

  static Stream<byte[]> badBodies() {
    return Stream.of(
        new byte[] {},
        new byte[] {2, 1, -1, '4'},
        new byte[] {0},
        new byte[] {0, -1, '4'},
        new byte[] {0, 2, -1, '4'},
        new byte[] {0, 10, -1, '4'},
        new byte[] {0, '1', -1, '4'},
        new byte[] {0, 2, -1, '4', (byte) 0xC0},
        new byte[] {1, 0, -1},
        new byte[] {1, 2, -1, '4', 1},
        new byte[] {0, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, -1, '4'});
  }

  @ParameterizedTest
  @MethodSource("badBodies")
  void bytes_that_lie_close_the_session(byte[] body) {
    String session = openPolling(POLLING_3);

    assertThat(postBytes(session, body).statusCode()).isEqualTo(400);
    assertThat(end()).isEqualTo(CloseReason.PARSE_ERROR);
  }

  @Test
  void too_many_packets_close_the_session() {
    String session = openPolling(POLLING_3);

    assertThat(wire.post(session, "1:4".repeat(4)).statusCode()).isEqualTo(400);
    assertThat(end()).isEqualTo(CloseReason.LIMIT_EXCEEDED);
  }

  @Test
  void a_ping_is_answered_with_its_words() {
    String session = openPolling(POLLING_3);

    wire.post(session, "6:2probe");

    assertThat(wire.get(session).body()).isEqualTo("6:3probe");
  }

  @Test
  void a_client_that_pings_stays_and_one_that_stops_is_closed() {
    try (WebSocketClient client = wire.webSocket(WEBSOCKET_3)) {
      assertThat(client.next()).startsWith("0{");
      for (int i = 0; i < 5; i++) {
        assertThat(client.send("2").next()).isEqualTo("3");
      }

      assertThat(end()).isEqualTo(CloseReason.PING_TIMEOUT);
    }
  }

  @Test
  void a_client_must_not_pong() {
    try (WebSocketClient client = wire.webSocket(WEBSOCKET_3)) {
      client.next();

      assertThat(client.send("3").closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void a_binary_message_begins_with_its_type() {
    try (WebSocketClient client = wire.webSocket(WEBSOCKET_3)) {
      client.next();

      assertThat(client.send(new byte[] {4, 1, 2}).nextBinary()).containsExactly(4, 1, 2);
    }
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 2, 5, '4'})
  void binary_data_of_another_type_closes_the_session(byte type) {
    try (WebSocketClient client = wire.webSocket(WEBSOCKET_3)) {
      client.next();

      assertThat(client.send(new byte[] {type, 1, 2}).closeCode()).isEqualTo(1007);
    }
  }

  @ParameterizedTest
  @CsvSource({"3, b4AQIDBA==", "4, bAQIDBA=="})
  void binary_data_goes_as_text_to_those_who_ask_for_it(String version, String packet) {
    try (WebSocketClient client = wire.webSocket("EIO=" + version + "&transport=websocket&b64=1")) {
      client.next();

      assertThat(client.send(packet).next()).isEqualTo(packet);
    }
  }

  @Test
  void a_session_moves_to_the_websocket() {
    String session = openPolling(POLLING_3);
    try (WebSocketClient client = wire.webSocket(session.replace("polling", "websocket"))) {
      assertThat(client.send("2probe").next()).isEqualTo("3probe");
      assertThat(wire.get(session).body()).isEqualTo("1:6");

      assertThat(client.send("5").send("4hello").next()).isEqualTo("4hello");
    }
  }

  @Test
  void a_session_is_not_open_to_the_other_version() {
    String session = openPolling(POLLING_3);

    assertThat(wire.get(session.replace("EIO=3", "EIO=4")).body()).contains("\"code\":3");
  }
}
