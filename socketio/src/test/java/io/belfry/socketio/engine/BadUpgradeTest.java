package io.belfry.socketio.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Upgrades to WebSocket that do not go as they should: the session stays where it is.
class BadUpgradeTest extends BadInputTest {
  @Override
  EngineOptions options(EngineOptions defaults) {
    return defaults.withUpgradeTimeout(Duration.ofMillis(200));
  }

  private RawSocket begin(String session) throws IOException {
    RawSocket socket = new RawSocket(wire.port());
    socket.write(RawSocket.upgradeRequest(PATH + "?" + session.replace("polling", "websocket")));
    assertThat(socket.readHead()).startsWith("HTTP/1.1 101");
    return socket;
  }

  private RawSocket probe(String session) throws IOException {
    RawSocket socket = begin(session);
    assertThat(socket.write(RawSocket.textFrame("2probe")).readFrame()).isEqualTo("T3probe");
    return socket;
  }

  private void assertStillPolling(String session) {
    await().pollDelay(Duration.ZERO).untilAsserted(() -> assertThat(failedUpgrades).hasValue(1));
    assertThat(wire.post(session, "4still polling").body()).isEqualTo("ok");
    assertThat(wire.get(session).body()).isEqualTo("4still polling");
    wire.post(session, "1");
    assertThat(end()).isEqualTo(CloseReason.TRANSPORT_CLOSE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2probe", "4early", "3probe", "1", "6", "0", "x", ""})
  void anything_but_the_end_of_the_upgrade_after_the_probe_ends_it(String packet)
      throws IOException {
    String session = wire.openPolling();
    try (RawSocket socket = probe(session)) {
      socket.write(RawSocket.textFrame(packet));

      assertThat(socket.readFrame()).isEqualTo("C1007");
      assertThat(socket.isEnded()).isTrue();
    }
    assertStillPolling(session);
  }

  @ParameterizedTest(name = "probed: {0}, {1}")
  @CsvSource({
    "false, 82, 2probe, C1007",
    "true, 82, 5, C1007",
    "false, 83, 2probe, C1002",
    "true, C1, 5, C1002",
    "false, 88, '', C1000",
    "true, 88, '', C1000",
  })
  void what_is_no_packet_ends_the_upgrade(
      boolean probed, String firstByte, String payload, String close) throws IOException {
    String session = wire.openPolling();
    try (RawSocket socket = probed ? probe(session) : begin(session)) {
      socket.write(RawSocket.frame(Integer.parseInt(firstByte, 16), payload.getBytes(UTF_8)));

      assertThat(socket.readFrame()).isEqualTo(close);
      assertThat(socket.isEnded()).isTrue();
    }
    assertStillPolling(session);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void an_upgrade_that_is_not_finished_is_over_in_time(boolean probed) throws IOException {
    String session = wire.openPolling();
    try (RawSocket socket = probed ? probe(session) : begin(session)) {
      assertThat(socket.readFrame()).isEqualTo("C1008");
      assertThat(socket.isEnded()).isTrue();
    }
    assertThat(limits).containsExactly(EngineLimit.UPGRADE_TIME);
    assertStillPolling(session);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void an_upgrade_that_is_reset_ends(boolean probed) throws IOException {
    String session = wire.openPolling();
    try (RawSocket socket = probed ? probe(session) : begin(session)) {
      socket.reset();
    }
    assertStillPolling(session);
  }

  @Test
  void an_upgrade_that_is_reset_in_the_middle_of_a_frame_ends() throws IOException {
    String session = wire.openPolling();
    try (RawSocket socket = begin(session)) {
      socket.write(new byte[] {(byte) 0x81, (byte) 0x86, 1, 2}).reset();
    }
    assertStillPolling(session);
  }

  @Test
  void a_poll_during_the_upgrade_is_ended_at_once_and_a_post_is_taken() throws IOException {
    String session = wire.openPolling();
    try (RawSocket socket = probe(session)) {
      assertThat(wire.get(session).body()).isEqualTo("6");
      assertThat(wire.get(session).body()).isEqualTo("6");
      assertThat(wire.post(session, "4during").body()).isEqualTo("ok");

      assertThat(socket.write(RawSocket.textFrame("5")).readFrame()).isEqualTo("T4during");
      socket.write(RawSocket.textFrame("1"));
      assertThat(end()).isEqualTo(CloseReason.TRANSPORT_CLOSE);
    }
  }

  @Test
  void a_poll_that_waits_is_ended_when_the_upgrade_is_made_without_waiting() throws IOException {
    String session = wire.openPolling();
    CompletableFuture<HttpResponse<String>> poll = wire.getLater(session);
    try (RawSocket socket = new RawSocket(wire.port())) {
      socket.write(
          RawSocket.upgradeRequest(PATH + "?" + session.replace("polling", "websocket")),
          RawSocket.textFrame("2probe"),
          RawSocket.textFrame("5"),
          RawSocket.textFrame("4moved"));
      socket.readHead();

      assertThat(socket.readFrame()).isEqualTo("T3probe");
      assertThat(socket.readFrame()).isEqualTo("T4moved");
      // It is refused when it came after the move.
      assertThat(poll.join().body()).isIn("6", "{\"code\":3,\"message\":\"Bad request\"}");
    }
  }

  @Test
  void a_second_upgrade_is_refused_and_the_first_goes_on() throws IOException {
    String session = wire.openPolling();
    try (RawSocket first = probe(session);
        RawSocket second = begin(session)) {
      assertThat(second.readFrame()).isEqualTo("C1000");
      assertThat(second.isEnded()).isTrue();

      first.write(RawSocket.textFrame("5"), RawSocket.textFrame("4moved"));
      assertThat(first.readFrame()).isEqualTo("T4moved");
    }
    assertThat(end()).isEqualTo(CloseReason.TRANSPORT_CLOSE);
  }

  @Test
  void the_end_of_the_upgrade_comes_once() throws IOException {
    String session = wire.openPolling();
    try (RawSocket socket = probe(session)) {
      socket.write(RawSocket.textFrame("5"), RawSocket.textFrame("5"));

      assertClosed(socket, 1007, CloseReason.PARSE_ERROR);
    }
    assertThat(failedUpgrades).hasValue(0);
  }

  @Test
  void the_probe_of_a_session_that_was_closed_meanwhile_is_refused() throws IOException {
    String session = wire.openPolling();
    try (RawSocket socket = begin(session)) {
      wire.post(session, "1");

      assertThat(socket.readFrame()).isEqualTo("C1000");
      assertThat(socket.isEnded()).isTrue();
    }
    assertThat(end()).isEqualTo(CloseReason.TRANSPORT_CLOSE);
  }
}
