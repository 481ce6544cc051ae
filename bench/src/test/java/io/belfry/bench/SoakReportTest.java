package io.belfry.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakReportTest {

  @Test
  void a_warm_up_is_no_growth() {
    SoakReport report = SoakReport.of(samples(50, 100, 105, 109), List.of("all is well"));

    assertThat(report.isFlat()).isTrue();
    assertThat(report.table())
        .contains("| live heap, MB | 50.0 | 100.0 | 109.0 | 1.09 |", "0 ERROR", "**flat**");
  }

  @Test
  void growth_after_the_second_quarter_is_not_flat() {
    SoakReport report = SoakReport.of(samples(50, 100, 105, 111), List.of());

    assertThat(report.isFlat()).isFalse();
    assertThat(report.table()).contains("**not flat**");
  }

  @Test
  void an_error_in_the_log_is_not_flat_and_a_warning_is_counted() {
    String time = "2026-01-01T00:00:00.000Z ";
    SoakReport report =
        SoakReport.of(
            samples(1, 1, 1, 1), List.of(time + "ERROR Lane broken", time + "WARN  Clock ERROR"));

    assertThat(report.isFlat()).isFalse();
    assertThat(report.table()).contains("1 ERROR and 1 WARN lines");
  }

  @Test
  void the_live_heap_is_the_total_of_the_histogram() {
    assertThat(
            ServerSample.liveHeapBytes(
                "   1:  10  80  [B (java.base)\nTotal        142460        7934648\n"))
        .isEqualTo(7_934_648);
    assertThatThrownBy(() -> ServerSample.liveHeapBytes("no such process"))
        .hasMessageContaining("no such process");
  }

  /// Two samples of each quarter, whose live heaps are so many megabytes.
  private static List<ServerSample> samples(int... megabytes) {
    return IntStream.of(megabytes)
        .flatMap(size -> IntStream.of(size, size))
        .mapToObj(size -> new ServerSample(size * 1_000_000L, 100, 20, 30))
        .toList();
  }
}
