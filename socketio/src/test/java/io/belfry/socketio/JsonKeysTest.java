package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.belfry.socketio.engine.WebSocketClient;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Keys that a client makes up.
class JsonKeysTest extends SocketIoTest {
  private static final int KEYS = 2_000;

  private static final String TABLE_IS_FULL = "DoS attack based on hash collisions";

  /// What the table of Jackson's readers multiplies the second half of a key by, and the number
  /// that undoes it.
  private static final int FACTOR = 33;

  private static final int INVERSE =
      BigInteger.valueOf(FACTOR).modInverse(BigInteger.ONE.shiftLeft(Integer.SIZE)).intValue();

  @Test
  void keys_that_are_made_to_collide_are_read_as_others_are() {
    String object = collidingKeys();
    assertThatThrownBy(() -> new JsonMapper().readTree(object.getBytes(StandardCharsets.US_ASCII)))
        .hasMessageContaining(TABLE_IS_FULL);
    root.on("ask", event -> event.ack(event.arg(0).size()));
    try (WebSocketClient client = connect()) {
      assertThat(client.send("421[\"ask\"," + object + "]").next()).isEqualTo("431[" + KEYS + "]");
    }
  }

  @Test
  void a_key_is_not_kept_for_the_next_time() {
    assertThat(readKey()).isEqualTo(readKey()).isNotSameAs(readKey());
  }

  private static String readKey() {
    byte[] json = "{\"made up\":1}".getBytes(StandardCharsets.US_ASCII);
    return Json.read(json, 0, json.length).fieldNames().next();
  }

  /// An object whose keys, of eight characters each, all have one hash in the table of a reader of
  /// Jackson's, whatever its seed is.
  private static String collidingKeys() {
    return IntStream.range(0, 1 << 24)
        .map(JsonKeysTest::letters)
        .mapToObj(first -> ByteBuffer.allocate(8).putInt(first).putInt(second(first)).array())
        .map(key -> new String(key, StandardCharsets.ISO_8859_1))
        .filter(key -> key.chars().allMatch(JsonKeysTest::isPlain))
        .limit(KEYS)
        .map(key -> '"' + key + "\":1")
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static boolean isPlain(int character) {
    return character < 0x80 && Character.isLetterOrDigit(character);
  }

  /// Four characters from `@` on, different ones for each number below 2²⁴.
  private static int letters(int number) {
    return 0x40404040
        + (number & 0x3F)
        + ((number & 0xFC0) << 2)
        + ((number & 0x3F000) << 4)
        + ((number & 0xFC0000) << 6);
  }

  /// The second half of a key with this first one.
  private static int second(int first) {
    int mixed = first + (first >>> 15);
    mixed ^= mixed >>> 9;
    return -mixed * INVERSE;
  }
}
