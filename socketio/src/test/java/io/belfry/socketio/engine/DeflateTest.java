package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Compressed messages (RFC 7692).
class DeflateTest extends BadInputTest {
  private static final String ACCEPTED =
      "permessage-deflate; server_no_context_takeover; client_no_context_takeover";
  private static final String LONG_TEXT = "4" + "over and over ".repeat(50);
  private static final int THRESHOLD = 200;
  private static final int COMPRESSED = 0x40;

  @Override
  EngineOptions options(EngineOptions defaults) {
    return defaults.withDeflate(new Deflate(true, THRESHOLD, 15));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "permessage-deflate | ''",
        "Permessage-Deflate | ''",
        "permessage-deflate; client_max_window_bits | ''",
        "permessage-deflate; client_max_window_bits=15 | ''",
        "permessage-deflate; client_max_window_bits=9 | '; client_max_window_bits=9'",
        "permessage-deflate; server_max_window_bits=10 | '; server_max_window_bits=10'",
        "permessage-deflate; server_max_window_bits=\"10\" | '; server_max_window_bits=10'",
        "permessage-deflate;server_no_context_takeover ; client_no_context_takeover | ''",
        "x-webkit-deflate-frame, permessage-deflate | ''",
        "permessage-deflate; server_max_window_bits=7, permessage-deflate | ''",
        "permessage-deflate; unknown, permessage-deflate; client_max_window_bits | ''",
      })
  void the_first_offer_that_can_be_kept_is_accepted(String offer, String more) throws IOException {
    assertThat(answerTo(offer)).isEqualTo(ACCEPTED + more);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "permessage-deflate; server_max_window_bits",
        "permessage-deflate; server_max_window_bits=7",
        "permessage-deflate; server_max_window_bits=16",
        "permessage-deflate; server_max_window_bits=010",
        "permessage-deflate; server_max_window_bits=99999999999",
        "permessage-deflate; server_max_window_bits=",
        "permessage-deflate; server_max_window_bits=x",
        "permessage-deflate; client_max_window_bits=7",
        "permessage-deflate; server_no_context_takeover=1",
        "permessage-deflate; unknown",
        "permessage-deflate; unknown=1",
        "permessage-deflate; server_max_window_bits=10; server_max_window_bits=10",
        "permessage-deflate; server_max_window_bits=9; server_max_window_bits=15",
        "permessage-deflate; client_max_window_bits; client_max_window_bits=9",
        "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
        "permessage-bzip2",
        "x-webkit-deflate-frame",
        "permessage-deflate;",
        "permessage-deflate;;",
        "permessage-deflate; =; =1",
        "permessage-deflate; \"",
        ";",
        ";;;",
        ",",
        ";,;",
        " ",
        "=",
      })
  void an_offer_that_can_not_be_kept_is_as_none(String offer) throws IOException {
    assertThat(answerTo(offer)).isEmpty();
  }

  private String answerTo(String offer) throws IOException {
    try (RawSocket socket = new RawSocket(wire.port())) {
      socket.write(upgradeRequest(offer));

      RawSocket.Response answer = socket.readResponse();
      assertThat(answer.status()).isEqualTo(101);
      assertThat(socket.readFrame()).startsWith("T0{");
      return answer.header("Sec-WebSocket-Extensions");
    }
  }

  @Test
  void messages_go_compressed_in_both_directions() throws Exception {
    try (RawSocket socket = openDeflating("permessage-deflate")) {
      byte[] text = LONG_TEXT.getBytes(StandardCharsets.UTF_8);

      socket.write(RawSocket.frame(0x81 | COMPRESSED, deflate(text)));
      RawSocket.Frame answer = socket.readAnyFrame();
      assertThat(answer.firstByte()).isEqualTo(0x81 | COMPRESSED);
      assertThat(inflate(answer.payload())).isEqualTo(text);

      socket.write(RawSocket.frame(0x82 | COMPRESSED, deflate(text)));
      answer = socket.readAnyFrame();
      assertThat(answer.firstByte()).isEqualTo(0x82 | COMPRESSED);
      assertThat(inflate(answer.payload())).isEqualTo(text);
    }
  }

  @Test
  void a_compressed_message_may_come_in_fragments() throws Exception {
    byte[] compressed = deflate(LONG_TEXT.getBytes(StandardCharsets.UTF_8));
    try (RawSocket socket = openDeflating("permessage-deflate")) {
      socket.write(RawSocket.frame(0x01 | COMPRESSED, Arrays.copyOf(compressed, 1)));
      for (int i = 1; i < compressed.length; i++) {
        socket.write(
            RawSocket.frame(0x89, new byte[0]), RawSocket.frame(0x00, new byte[] {compressed[i]}));
        assertThat(socket.readFrame()).isEqualTo("O");
      }
      socket.write(RawSocket.frame(0x80, new byte[0]));

      assertThat(inflate(socket.readAnyFrame().payload()))
          .isEqualTo(LONG_TEXT.getBytes(StandardCharsets.UTF_8));
      assertThat(socket.write(RawSocket.textFrame("4plain")).readFrame()).isEqualTo("T4plain");
    }
  }

  @Test
  void what_gains_nothing_or_shall_not_be_compressed_goes_plain() throws IOException {
    byte[] noise = new byte[1000];
    new Random(1).nextBytes(noise);
    try (RawSocket socket = openDeflating("permessage-deflate")) {
      assertThat(socket.write(RawSocket.textFrame("4short")).readAnyFrame().firstByte())
          .isEqualTo(0x81);
      assertThat(socket.write(RawSocket.frame(0x82, noise)).readAnyFrame().firstByte())
          .isEqualTo(0x82);

      EngineSession session = session();
      send(session, EngineMessage.text(LONG_TEXT).uncompressed());
      assertThat(socket.readFrame()).isEqualTo("T4" + LONG_TEXT);
      send(session, EngineMessage.binary(new byte[1000]).uncompressed());
      assertThat(socket.readAnyFrame().firstByte()).isEqualTo(0x82);
    }
  }

  @Test
  void a_message_for_many_is_compressed_once() throws Exception {
    EngineMessage message = EngineMessage.text(LONG_TEXT);
    try (RawSocket one = openDeflating("permessage-deflate");
        RawSocket other = openDeflating("permessage-deflate");
        RawSocket plain = open()) {
      send(session(), message);
      send(session(), message);
      send(session(), message);

      byte[] compressed = one.readAnyFrame().payload();
      assertThat(other.readAnyFrame().payload()).isEqualTo(compressed);
      assertThat(inflate(compressed)).isEqualTo(("4" + LONG_TEXT).getBytes(StandardCharsets.UTF_8));
      assertThat(plain.readFrame()).isEqualTo("T4" + LONG_TEXT);
      WebSocketFrame frame = message.frame(WireFormat.V4);
      assertThat(frame.deflatedView().array()).isSameAs(frame.deflatedView().array());
    }
  }

  @Test
  void a_client_with_a_small_window_gets_only_those_compressed_that_fit_into_it()
      throws IOException {
    try (RawSocket socket = openDeflating("permessage-deflate; server_max_window_bits=9")) {
      EngineSession session = session();
      send(session, EngineMessage.text("x".repeat(511)));
      send(session, EngineMessage.text("x".repeat(512)));

      assertThat(socket.readAnyFrame().firstByte()).isEqualTo(0x81 | COMPRESSED);
      assertThat(socket.readAnyFrame().firstByte()).isEqualTo(0x81);
    }
  }

  @Test
  void as_much_as_max_payload_may_come_out() throws Exception {
    int max = engine.options().maxPayload();
    byte[] text = new byte[max];
    Arrays.fill(text, (byte) '4');
    try (RawSocket socket = openDeflating("permessage-deflate")) {
      socket.write(RawSocket.frame(0x81 | COMPRESSED, deflate(text)));

      assertThat(inflate(socket.readAnyFrame().payload())).hasSize(max);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000_001, 2_000_000, 200_000_000})
  void a_message_that_grows_too_large_closes_the_session(int length) throws IOException {
    byte[] bomb = deflate(new byte[length]);
    assertThat(bomb).hasSizeLessThan(length / 900);
    try (RawSocket socket = openDeflating("permessage-deflate")) {
      socket.write(RawSocket.frame(0x82 | COMPRESSED, bomb));

      assertClosed(socket, 1009, EngineLimit.PAYLOAD);
    }
  }

  @Test
  void fragments_that_grow_too_large_together_close_the_session() throws IOException {
    byte[] bomb = deflate(new byte[2_000_000]);
    try (RawSocket socket = openDeflating("permessage-deflate")) {
      socket.write(
          RawSocket.frame(0x02 | COMPRESSED, Arrays.copyOf(bomb, 100)),
          RawSocket.frame(0x80, Arrays.copyOfRange(bomb, 100, bomb.length)));

      assertClosed(socket, 1009, EngineLimit.PAYLOAD);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"FFFFFFFF", "06", "0700FFFF", "010500000041", "EDFDFF00"})
  void what_is_not_compressed_data_closes_the_session(String hex) throws IOException {
    try (RawSocket socket = openDeflating("permessage-deflate")) {
      socket.write(RawSocket.frame(0x81 | COMPRESSED, HexFormat.of().parseHex(hex)));

      assertClosed(socket, 1007, CloseReason.PARSE_ERROR);
    }
  }

  @Test
  void invalid_utf8_is_found_behind_the_compression() throws IOException {
    byte[] text = {'4', (byte) 0xC3};
    try (RawSocket socket = openDeflating("permessage-deflate")) {
      socket.write(RawSocket.frame(0x81 | COMPRESSED, deflate(text)));

      assertClosed(socket, 1007, CloseReason.PARSE_ERROR);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a ping, C98001020304",
    "a pong, CA8001020304",
    "a close, C88001020304",
    "a continuation, 41810102030435C08001020304",
    "another reserved bit, E1810102030435",
  })
  void only_the_first_frame_of_a_message_may_say_that_it_is_compressed(String name, String hex)
      throws IOException {
    try (RawSocket socket = openDeflating("permessage-deflate")) {
      socket.write(HexFormat.of().parseHex(hex));

      assertClosed(socket, 1002, CloseReason.TRANSPORT_ERROR);
    }
  }

  @Test
  void a_client_that_did_not_ask_for_it_may_not_compress() throws IOException {
    try (RawSocket socket = open()) {
      socket.write(RawSocket.frame(0x81 | COMPRESSED, deflate(new byte[] {'4'})));

      assertClosed(socket, 1002, CloseReason.TRANSPORT_ERROR);
    }
  }

  private static void send(EngineSession session, EngineMessage message) {
    session.loop().execute(() -> session.send(message));
  }

  private RawSocket openDeflating(String offer) throws IOException {
    RawSocket socket = new RawSocket(wire.port());
    socket.write(upgradeRequest(offer)).readHead();
    socket.readFrame();
    return socket;
  }

  private static byte[] upgradeRequest(String offer) {
    return new String(RawSocket.upgradeRequest(WEBSOCKET_TARGET), StandardCharsets.US_ASCII)
        .replace("\r\nUpgrade:", "\r\nSec-WebSocket-Extensions: " + offer + "\r\nUpgrade:")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] deflate(byte[] message) {
    byte[] out = new byte[message.length / 500 + 1000];
    try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
      deflater.setInput(message);
      int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
      assertThat(length).isLessThan(out.length);
      return Arrays.copyOf(out, length - 4);
    }
  }

  private static byte[] withTail(byte[] compressed) {
    byte[] whole = Arrays.copyOf(compressed, compressed.length + 4);
    whole[whole.length - 2] = (byte) 0xFF;
    whole[whole.length - 1] = (byte) 0xFF;
    return whole;
  }

  private static byte[] inflate(byte[] compressed) throws DataFormatException {
    byte[] out = new byte[1_100_000];
    try (Inflater inflater = new Inflater(true)) {
      inflater.setInput(withTail(compressed));
      int length = inflater.inflate(out);
      return Arrays.copyOf(out, length);
    }
  }
}
