package io.belfry.server.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AttributesTest {
  @ParameterizedTest
  @CsvSource({
    "5, 5",
    "5.0, 5",
    "-0, 0",
    "0.00, 0",
    "1e3, 1000",
    "-0.50, -0.5",
    "1e29, 100000000000000000000000000000",
    "1e-30, 0.000000000000000000000000000001",
    "0.123456789012345678901234567891, 0.123456789012345678901234567891",
    "12345678901234567890.0123456789, 12345678901234567890.0123456789",
  })
  void a_number_is_written_in_one_way_and_read_without_loss(String written, String json) {
    String value = Attributes.value(number(written)).orElseThrow();
    var attributes = new Attributes(new TreeMap<>(Map.of("n", value)));

    assertThat(value).isEqualTo(json);
    assertThat(Attributes.parse(attributes.json())).isEqualTo(attributes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e30",
        "1e-31",
        "12345678901234567890.01234567891",
        "1e999999999",
        "100e2147483647",
        "1e-2147483647",
      })
  void a_number_of_more_than_thirty_digits_is_none(String written) {
    assertThat(Attributes.value(number(written))).isEmpty();
  }

  private static DecimalNode number(String written) {
    return DecimalNode.valueOf(new BigDecimal(written));
  }
}
