package io.belfry.bench;

import java.util.List;
import org.HdrHistogram.Histogram;

/// Durations of one round, read back as percentiles. Not for several threads.
final class Latencies {
  private static final long LOWEST_NANOS = 1_000;
  private static final long HIGHEST_NANOS = 120_000_000_000L;

  private final Histogram nanos = new Histogram(LOWEST_NANOS, HIGHEST_NANOS, 3);

  void record(long durationNanos) {
    nanos.recordValue(Math.clamp(durationNanos, 0, HIGHEST_NANOS));
  }

  /// All durations of several.
  static Latencies of(List<Latencies> several) {
    var all = new Latencies();
    several.forEach(each -> all.nanos.add(each.nanos));
    return all;
  }

  double millisAt(double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1e6;
  }

  long count() {
    return nanos.getTotalCount();
  }
}
