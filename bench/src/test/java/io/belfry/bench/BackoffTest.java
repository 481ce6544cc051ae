package io.belfry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void waits_double_up_to_five_seconds_and_begin_anew_after_a_success() {
    Backoff backoff = new Backoff(new Random(1));
    for (int i = 0; i < 1_000; i++) {
      assertThat(backoff.next().toMillis()).isBetween(500L, 1_500L);
      assertThat(backoff.next().toMillis()).isBetween(1_000L, 3_000L);
      assertThat(backoff.next().toMillis()).isBetween(2_000L, 5_000L);
      assertThat(backoff.next().toMillis()).isBetween(4_000L, 5_000L);
      backoff.reset();
    }
  }
}
