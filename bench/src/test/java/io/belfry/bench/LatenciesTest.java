package io.belfry.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void percentiles_are_told_in_milliseconds() {
    Latencies latencies = new Latencies();
    for (int i = 1; i <= 1_000; i++) {
      latencies.record(i * 1_000_000L);
    }
    assertThat(latencies.millisAt(50)).isCloseTo(500, within(1.0));
    assertThat(latencies.millisAt(99.9)).isCloseTo(999, within(1.0));
    assertThat(latencies.count()).isEqualTo(1_000);
  }

  @Test
  void several_are_read_as_one() {
    Latencies quick = new Latencies();
    Latencies slow = new Latencies();
    for (int i = 0; i < 99; i++) {
      quick.record(1_000_000);
    }
    slow.record(50_000_000);
    Latencies all = Latencies.of(List.of(quick, slow));
    assertThat(all.count()).isEqualTo(100);
    assertThat(all.millisAt(99)).isCloseTo(1, within(0.01));
    assertThat(all.millisAt(100)).isCloseTo(50, within(0.1));
  }

  @Test
  void an_open_loop_is_due_at_even_distances_from_its_start() {
    Pace.OpenLoop pace = new Pace.OpenLoop(500);
    assertThat(pace.dueNanos(7, 0)).isEqualTo(7);
    assertThat(pace.dueNanos(7, 1)).isEqualTo(2_000_007);
    assertThat(pace.dueNanos(7, 500)).isEqualTo(1_000_000_007);
  }
}
