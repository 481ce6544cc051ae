package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
  @ParameterizedTest
  @ValueSource(strings = {"", "a", "abcdefgh", "abcdefghi€", "ü€😀\u0000\uFFFF", "\uD7FF\uE000"})
  void well_formed_text_is_valid(String text) {
    assertThat(Utf8.isValid(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8))).isTrue();
  }

  @Test
  void the_last_code_point_is_valid_and_the_next_is_not() {
    assertThat(isValid("F48FBFBF")).isTrue();
    assertThat(isValid("F4908080")).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "80",
        "C0AF",
        "C1BF",
        "E08080",
        "E09FBF",
        "EDA080",
        "EDBFBF",
        "F0808080",
        "F5808080",
        "FF",
        "C2",
        "E282",
        "F09F98",
        "E28241",
        "C241",
        "61626364656667C2"
      })
  void ill_formed_bytes_are_invalid(String hex) {
    assertThat(isValid(hex)).isFalse();
  }

  private static boolean isValid(String hex) {
    return Utf8.isValid(Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex)));
  }
}
