package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
  private static final long SECOND = 1_000_000_000L;

  private static long taken(Pace pace, int tries, long now) {
    return IntStream.range(0, tries).filter(i -> pace.take(now)).count();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 42, -5, Long.MAX_VALUE - 1, Long.MIN_VALUE})
  void a_second_gives_as_many_as_were_said_also_where_the_clock_wraps(long start) {
    Pace pace = new Pace(10, start);

    assertThat(taken(pace, 100, start)).isEqualTo(10);
    assertThat(taken(pace, 100, start + SECOND / 10 - 1)).isZero();
    assertThat(taken(pace, 100, start + SECOND / 10)).isEqualTo(1);
    assertThat(taken(pace, 100, start + SECOND)).isEqualTo(9);
    assertThat(taken(pace, 100, start + 100 * SECOND)).isEqualTo(10);
  }

  @Test
  void what_is_not_taken_is_not_saved_beyond_a_second() {
    Pace pace = new Pace(1, 0);

    assertThat(taken(pace, 5, 60 * SECOND)).isEqualTo(1);
    assertThat(taken(pace, 5, 61 * SECOND)).isEqualTo(1);
  }

  @Test
  void it_rests_when_all_that_was_taken_is_earned() {
    Pace pace = new Pace(2, 0);
    assertThat(pace.isRested(0)).isTrue();
    pace.take(0);

    assertThat(pace.isRested(SECOND / 2 - 1)).isFalse();
    assertThat(pace.isRested(SECOND / 2)).isTrue();
  }
}
