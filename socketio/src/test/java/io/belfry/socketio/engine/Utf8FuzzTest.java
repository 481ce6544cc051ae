package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The verdict on bytes is that of the JDK's decoder, and so are the lengths in UTF-16 units.
class Utf8FuzzTest {
  @FuzzTest
  void the_verdict_is_that_of_the_jdk(byte[] input) {
    ByteBuf bytes = Unpooled.wrappedBuffer(input);
    @Nullable String text = decode(input);

    assertThat(Utf8.isValid(bytes)).isEqualTo(text != null);
    if (text != null) {
      assertThat(Utf8.units(bytes)).isEqualTo(text.length());
      for (int units = 0; units <= text.length(); units++) {
        boolean between = units == 0 || !isSplit(text, units);
        int expected =
            between ? text.substring(0, units).getBytes(StandardCharsets.UTF_8).length : -1;
        assertThat(Utf8.bytesOf(bytes, units)).isEqualTo(expected);
      }
      assertThat(Utf8.bytesOf(bytes, text.length() + 1)).isEqualTo(-1);
    }
    assertThat(bytes.readerIndex()).isZero();
  }

  private static boolean isSplit(String text, int units) {
    return units < text.length()
        && Character.isSurrogatePair(text.charAt(units - 1), text.charAt(units));
  }

  private static @Nullable String decode(byte[] input) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(input)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
