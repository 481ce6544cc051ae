package io.belfry.bench;

import org.HdrHistogram.Histogram;

/// Durations of one round, read back as percentiles. Not for several threads.
final class Latencies {
  private static final long LOWEST_NANOS = 1_000;
  private static final long HIGHEST_NANOS = 120_000_000_000L;

  private final Histogram nanos = new Histogram(LOWEST_NANOS, HIGHEST_NANOS, 3);

  void record(long durationNanos) {
    nanos.recordValue(Math.clamp(durationNanos, 0, HIGHEST_NANOS));
  }

  double millisAt(double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1e6;
  }

  long count() {
    return nanos.getTotalCount();
  }
}
