package io.belfry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StabilityTest {

  @Test
  void it_rests_when_it_moved_by_less_than_a_percent_in_five_seconds() {
    Stability stability = new Stability();
    assertThat(LongStream.of(1000, 1002, 1004, 1006, 1008).anyMatch(stability::add)).isFalse();
    assertThat(stability.add(1009)).isTrue();
    assertThat(stability.add(1013)).isFalse();
  }
}
