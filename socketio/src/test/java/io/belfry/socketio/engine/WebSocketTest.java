package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketTest extends EngineTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 124, 125, 126, 65_534, 65_535, 65_536, 999_999})
  void a_text_message_comes_back(int length) {
    try (WebSocketClient client = wire.openWebSocket()) {
      String message = "4" + "x".repeat(length);

      assertThat(client.send(message).next()).isEqualTo(message);
    }
  }

  @Test
  void text_beyond_ascii_comes_back() {
    try (WebSocketClient client = wire.openWebSocket()) {
      assertThat(client.send("4ü€😀").next()).isEqualTo("4ü€😀");
    }
  }

  @Test
  void a_binary_message_comes_back() {
    try (WebSocketClient client = wire.openWebSocket()) {
      assertThat(client.send(new byte[] {1, 2, 3, 4}).nextBinary()).containsExactly(1, 2, 3, 4);
    }
  }

  @Test
  void fragments_are_put_together() {
    try (WebSocketClient client = wire.openWebSocket()) {
      WebSocket socket = client.socket();
      socket.sendText("4one ", false).join();
      socket.sendPing(ByteBuffer.wrap(new byte[] {1})).join();
      socket.sendText("two ", false).join();
      socket.sendText("three", true).join();

      assertThat(client.next()).isEqualTo("4one two three");
    }
  }

  @Test
  void a_character_may_be_split_between_fragments() throws IOException {
    byte[] euro = "4€".getBytes(StandardCharsets.UTF_8);
    try (RawSocket socket = new RawSocket(wire.port()).open(WEBSOCKET_TARGET)) {
      socket.write(
          RawSocket.frame(0x01, new byte[] {euro[0], euro[1]}),
          RawSocket.frame(0x80, new byte[] {euro[2], euro[3]}));

      assertThat(socket.readFrame()).isEqualTo("T4€");
    }
  }

  @Test
  void a_ping_is_answered_with_its_payload() throws IOException {
    try (RawSocket socket = new RawSocket(wire.port()).open(WEBSOCKET_TARGET)) {
      socket.write(RawSocket.frame(0x89, "are you there".getBytes(StandardCharsets.UTF_8)));

      assertThat(socket.readFrame()).isEqualTo("Oare you there");
    }
  }

  @Test
  void frames_that_came_with_the_upgrade_request_are_heard() throws IOException {
    try (RawSocket socket = new RawSocket(wire.port())) {
      socket.write(
          RawSocket.upgradeRequest(WEBSOCKET_TARGET),
          RawSocket.textFrame("4first"),
          RawSocket.textFrame("4second"));

      assertThat(socket.readHead()).startsWith("HTTP/1.1 101");
      assertThat(socket.readFrame()).startsWith("T0{");
      assertThat(socket.readFrame()).isEqualTo("T4first");
      assertThat(socket.readFrame()).isEqualTo("T4second");
    }
  }

  @Test
  void a_frame_may_arrive_byte_by_byte() throws IOException {
    byte[] frame = RawSocket.textFrame("4" + "slow".repeat(50));
    try (RawSocket socket = new RawSocket(wire.port()).open(WEBSOCKET_TARGET)) {
      for (byte each : frame) {
        socket.write(new byte[] {each});
      }

      assertThat(socket.readFrame()).isEqualTo("T4" + "slow".repeat(50));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "7", "0", "5", "\u001e"})
  void a_packet_that_is_no_packet_closes_the_session(String packet) {
    try (WebSocketClient client = wire.openWebSocket()) {
      assertThat(client.send(packet).closeCode()).isEqualTo(1007);
      assertThat(end()).isEqualTo(CloseReason.PARSE_ERROR);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, TRANSPORT_CLOSE", "2, TRANSPORT_ERROR"})
  void a_client_may_close_but_not_ping(String packet, CloseReason reason) {
    try (WebSocketClient client = wire.openWebSocket()) {
      client.send(packet).closeCode();

      assertThat(end()).isEqualTo(reason);
    }
  }

  @Test
  void a_close_frame_is_answered() {
    try (WebSocketClient client = wire.openWebSocket()) {
      client.socket().sendClose(1000, "bye").join();

      assertThat(client.closeCode()).isEqualTo(1000);
      assertThat(end()).isEqualTo(CloseReason.TRANSPORT_CLOSE);
    }
  }

  @Test
  void a_connection_that_breaks_ends_the_session() throws IOException {
    try (RawSocket socket = new RawSocket(wire.port()).open(WEBSOCKET_TARGET)) {
      assertThat(engine.sessions()).isEqualTo(1);
    }

    assertThat(end()).isEqualTo(CloseReason.TRANSPORT_CLOSE);
    await().until(() -> engine.sessions() == 0);
  }

  @Test
  void a_client_that_does_not_read_is_cut_off() throws IOException {
    EngineMessage large = EngineMessage.text("x".repeat(100_000));
    try (RawSocket socket = new RawSocket(wire.port()).open(WEBSOCKET_TARGET);
        WebSocketClient other = wire.openWebSocket()) {
      EngineSession slow = session();
      while (slow.isOpen()) {
        slow.loop().execute(() -> slow.send(large));
        assertThat(other.send("4still here").next()).isEqualTo("4still here");
      }

      assertThat(end()).isEqualTo(CloseReason.SLOW_READER);
      assertThat(socket.isEnded()).isTrue();
    }
  }

  @Test
  void more_than_the_limit_may_be_sent_at_once() {
    String large = "x".repeat(1_500_000);
    try (WebSocketClient client = wire.openWebSocket()) {
      EngineSession session = session();
      session
          .loop()
          .execute(
              () -> {
                session.send(EngineMessage.text(large));
                session.send(EngineMessage.text(large));
                session.send(EngineMessage.text(large));
                session.send(EngineMessage.text("small"));
              });

      assertThat(client.next()).hasSize(1 + large.length());
      assertThat(client.next()).hasSize(1 + large.length());
      assertThat(client.next()).hasSize(1 + large.length());
      assertThat(client.next()).isEqualTo("4small");
    }
  }

  @Test
  void what_is_sent_at_once_has_a_limit_too() throws IOException {
    EngineMessage large = EngineMessage.text("x".repeat(1 << 20));
    try (RawSocket socket = new RawSocket(wire.port()).open(WEBSOCKET_TARGET)) {
      EngineSession session = session();
      session
          .loop()
          .execute(
              () -> {
                for (int i = 0; i < 32; i++) {
                  session.send(large);
                }
              });

      assertThat(end()).isEqualTo(CloseReason.SLOW_READER);
      assertThat(socket.isEnded()).isTrue();
    }
  }

  @Test
  void closing_the_server_closes_each_websocket_and_refuses_new_ones() throws IOException {
    try (WebSocketClient client = wire.openWebSocket()) {
      engine.close().await();

      assertThat(client.closeCode()).isEqualTo(1001);
      assertThat(end()).isEqualTo(CloseReason.SERVER_SHUTDOWN);
      assertThat(wire.get(POLLING).statusCode()).isEqualTo(503);
    }
  }
}
