package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// WebSocket frames that RFC 6455 does not allow.
class BadFramesTest extends BadInputTest {
  private static final String MASK = "01020304";

  /// `M` stands for the mask.
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "not masked, 810134",
    "a ping that is not masked, 8900",
    "the first reserved bit, C181 M 35",
    "the second reserved bit, A181 M 35",
    "the third reserved bit, 9181 M 35",
    "a ping with a reserved bit, C980 M",
    "opcode 3, 8381 M 35",
    "opcode 7, 8781 M 35",
    "opcode 11, 8B80 M",
    "opcode 15, 8F80 M",
    "a continuation of nothing, 8081 M 35",
    "a fragmented ping, 0980 M",
    "a fragmented pong, 0A80 M",
    "a fragmented close, 0882 M 02EA",
    "a ping of 126 bytes, 89FE007E M",
    "a pong of 126 bytes, 8AFE007E M",
    "a close of 126 bytes, 88FE007E M",
    "a ping of 64-bit length, 89FF0000000000000001 M",
    "a new message inside another, 0181 M 35 8181",
    "a reserved bit in a continuation, 0181 M 35 C081 M 35",
  })
  void a_frame_that_breaks_a_rule_closes_the_session(String name, String hex) throws IOException {
    try (RawSocket socket = open()) {
      socket.write(bytes(hex));

      assertClosed(socket, 1002, CloseReason.TRANSPORT_ERROR);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "two gigabytes, 81FF0000000080000000 M",
    "a negative length, 81FFFFFFFFFFFFFFFFFF M",
    "the longest length, 82FF7FFFFFFFFFFFFFFF M",
    "one byte too much, 81FF00000000000F4241 M",
    "a fragment of one byte too much, 01FF00000000000F4241 M",
    "one byte too much with what was before, 0181 M 35 80FF00000000000F4240 M",
  })
  void a_frame_that_says_it_is_too_large_closes_the_session(String name, String hex)
      throws IOException {
    try (RawSocket socket = open()) {
      socket.write(bytes(hex));

      assertClosed(socket, 1009, EngineLimit.PAYLOAD);
    }
  }

  @Test
  void who_is_still_sending_hears_the_reason_all_the_same() throws IOException {
    byte[] large = new byte[4_000_000];
    try (RawSocket socket = open()) {
      socket.write(RawSocket.frame(0x82, large));

      assertClosed(socket, 1009, EngineLimit.PAYLOAD);
    }
  }

  @Test
  void fragments_together_may_not_be_over_max_payload() throws IOException {
    byte[] large = new byte[60_000];
    Arrays.fill(large, (byte) '4');
    try (RawSocket socket = open()) {
      socket.write(RawSocket.frame(0x01, large));
      for (int i = 0; i < 16; i++) {
        socket.write(RawSocket.frame(0x00, large));
      }

      assertClosed(socket, 1009, EngineLimit.PAYLOAD);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "34C2",
        "34C0AF",
        "34EDA080",
        "34F4908080",
        "34E282",
        "34FF",
        "34 80",
        "3461626364656667C3",
        "FEFF0034"
      })
  void invalid_utf8_closes_the_session_whole_or_in_fragments(String hex) throws IOException {
    byte[] text = HexFormat.of().parseHex(hex.replace(" ", ""));
    try (RawSocket socket = open()) {
      socket.write(RawSocket.frame(0x81, text));

      assertClosed(socket, 1007, CloseReason.PARSE_ERROR);
    }
    try (RawSocket socket = open()) {
      int last = text.length - 1;
      socket.write(
          RawSocket.frame(0x01, Arrays.copyOf(text, last)),
          RawSocket.frame(0x89, new byte[] {(byte) 0xFF}),
          RawSocket.frame(0x80, new byte[] {text[last]}));

      assertClosed(socket, 1007, CloseReason.PARSE_ERROR);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535})
  void a_close_frame_with_an_impossible_status_is_answered_with_an_error(int status)
      throws IOException {
    try (RawSocket socket = open()) {
      socket.write(closeFrame(status, "bye"));

      assertClosed(socket, 1002, CloseReason.TRANSPORT_ERROR);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1011, 1014, 3000, 4999})
  void a_close_frame_with_a_possible_status_is_answered(int status) throws IOException {
    try (RawSocket socket = open()) {
      socket.write(closeFrame(status, "bye"));

      assertClosed(socket, 1000, CloseReason.TRANSPORT_CLOSE);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "no status, 8880 M, 1000, TRANSPORT_CLOSE",
    "half a status, 8881 M 03, 1002, TRANSPORT_ERROR",
    "a reason that is no text, 8884 M 02EAC282, 1007, PARSE_ERROR",
  })
  void a_close_frame_is_judged_by_all_of_it(String name, String hex, int answer, CloseReason reason)
      throws IOException {
    try (RawSocket socket = open()) {
      socket.write(bytes(hex));

      assertClosed(socket, answer, reason);
    }
  }

  @Test
  void nothing_is_heard_after_a_close_frame() throws IOException {
    try (RawSocket socket = open()) {
      socket.write(
          RawSocket.textFrame("4before"),
          closeFrame(1000, ""),
          RawSocket.textFrame("4after"),
          closeFrame(999, ""),
          bytes("FFFFFFFF"));

      assertThat(socket.readFrame()).isEqualTo("T4before");
      assertThat(socket.readFrame()).isEqualTo("C1000");
      assertThat(socket.isEnded()).isTrue();
      assertThat(end()).isEqualTo(CloseReason.TRANSPORT_CLOSE);
    }
  }

  @Test
  void nothing_is_heard_after_a_bad_frame() throws IOException {
    try (RawSocket socket = open()) {
      socket.write(bytes("8381 M 35"), RawSocket.textFrame("4after"));

      assertThat(socket.readFrame()).isEqualTo("C1002");
      assertThat(socket.isEnded()).isTrue();
      assertThat(end()).isEqualTo(CloseReason.TRANSPORT_ERROR);
    }
  }

  @Test
  void a_bad_frame_that_came_with_the_upgrade_request_closes_the_session() throws IOException {
    try (RawSocket socket = new RawSocket(wire.port())) {
      socket.write(RawSocket.upgradeRequest(WEBSOCKET_TARGET), bytes("810134"));
      socket.readHead();

      assertClosed(socket, 1002, CloseReason.TRANSPORT_ERROR);
    }
  }

  private static byte[] closeFrame(int status, String reason) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    return RawSocket.frame(
        0x88, ByteBuffer.allocate(2 + text.length).putShort((short) status).put(text).array());
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace("M", MASK).replace(" ", ""));
  }
}
