package io.belfry.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LoudnessTest {
  private static final long NOW = 1_790_000_000_000L;
  private static final long MINUTE = 60_000;

  /// Three in an hour, and of chats two in ten minutes.
  private static final Rules RULES =
      new Rules(
          Map.of(),
          Map.of("chat", throttled(2, Duration.ofMinutes(10))),
          Optional.of(new Throttle(3, Duration.ofHours(1))));

  @Test
  void what_no_throttle_asks_for_is_not_counted() {
    assertThat(Loudness.NONE.plus("chat", Rules.NONE, NOW)).isSameAs(Loudness.NONE);
    assertThat(Loudness.NONE.text()).isEmpty();
  }

  @Test
  void a_window_begins_with_its_first_toast() {
    Loudness first = Loudness.NONE.plus("chat", RULES, NOW);
    Loudness second = first.plus("chat", RULES, NOW + MINUTE);
    Loudness third = second.plus("info", RULES, NOW + 2 * MINUTE);

    assertThat(first.text()).isEqualTo(":1790000000000:1 chat:1790000000000:1");
    assertThat(third.text()).isEqualTo(":1790000000000:3 chat:1790000000000:2");
    assertThat(first.exhaustedUntilMs("chat", RULES, NOW + MINUTE)).isEmpty();
    assertThat(second.exhaustedUntilMs("chat", RULES, NOW + 2 * MINUTE))
        .hasValue(NOW + 10 * MINUTE);
    assertThat(second.exhaustedUntilMs("info", RULES, NOW + 2 * MINUTE)).isEmpty();
    assertThat(third.exhaustedUntilMs("info", RULES, NOW + 3 * MINUTE)).hasValue(NOW + 60 * MINUTE);
    assertThat(third.exhaustedUntilMs("chat", RULES, NOW + 3 * MINUTE)).hasValue(NOW + 60 * MINUTE);
  }

  @Test
  void a_window_that_is_over_is_forgotten() {
    Loudness full = Loudness.parse(":1790000000000:3 chat:1790000000000:2");

    assertThat(full.exhaustedUntilMs("chat", RULES, NOW + 60 * MINUTE - 1)).isPresent();
    assertThat(full.exhaustedUntilMs("chat", RULES, NOW + 60 * MINUTE)).isEmpty();
    assertThat(full.plus("info", RULES, NOW + 10 * MINUTE).text()).isEqualTo(":1790000000000:4");
    assertThat(full.plus("chat", RULES, NOW + 60 * MINUTE).text())
        .isEqualTo(":1790003600000:1 chat:1790003600000:1");
    assertThat(full.plus("info", Rules.NONE, NOW).text()).isEmpty();
  }

  @Test
  void a_clock_that_was_ahead_for_long_silences_nobody() {
    Loudness ahead = Loudness.parse(":1890000000000:3");

    assertThat(ahead.exhaustedUntilMs("info", RULES, NOW)).isEmpty();
    assertThat(ahead.plus("info", RULES, NOW).text()).isEqualTo(":1790000000000:1");
    assertThat(Loudness.parse(":1790000000002:3").exhaustedUntilMs("info", RULES, NOW))
        .hasValue(NOW + 60 * MINUTE + 2);
  }

  @Test
  void of_many_types_those_that_began_first_are_forgotten() {
    Map<String, TypeRule> types = new HashMap<>();
    for (int i = 0; i < 40; i++) {
      types.put("type-" + i, throttled(1, Duration.ofHours(1)));
    }
    Rules rules = new Rules(Map.of(), types, Optional.of(new Throttle(100, Duration.ofHours(1))));
    Loudness loudness = Loudness.NONE;
    for (int i = 0; i < 40; i++) {
      loudness = loudness.plus("type-" + i, rules, NOW + i);
    }

    assertThat(loudness.windows()).hasSize(Loudness.MAX_TYPES + 1).containsKey(Loudness.ALL);
    assertThat(loudness.exhaustedUntilMs("type-7", rules, NOW + 40)).isEmpty();
    assertThat(loudness.exhaustedUntilMs("type-8", rules, NOW + 40)).isPresent();
    assertThat(Loudness.parse(loudness.text())).isEqualTo(loudness);
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "nonsense, ''",
    "'::', ''",
    "'A:1:1', ''",
    "'a:1:1 b:x:1 c:2:2', 'a:1:1 c:2:2'",
    "'a:1:1  c:2:99999999999', 'a:1:1'",
    "'a:-1:1', ''",
  })
  void what_cannot_be_read_is_left_out(String stored, String kept) {
    assertThat(Loudness.parse(stored).text()).isEqualTo(kept);
  }

  private static TypeRule throttled(int count, Duration window) {
    return new TypeRule(
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        false,
        false,
        Optional.of(new Throttle(count, window)));
  }
}
