package io.belfry.bench;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LongSummaryStatistics;

/// Whether a size read once a second has come to rest: it moved by less than 1 % in 5 s.
final class Stability {
  private static final int READINGS = 6;
  private static final double TOLERANCE = 0.01;
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int MOST_READINGS = 61;

  private final ArrayDeque<Long> latest = new ArrayDeque<>();

  /// The server's resident memory once it is at rest, or after a minute as it is then.
  static long residentBytes(ServerProcess server) {
    Stability stability = new Stability();
    for (int i = 1; ; i++) {
      long bytes = server.usage().residentBytes();
      if (stability.add(bytes) || i == MOST_READINGS) {
        return bytes;
      }
      server.rest(INTERVAL);
    }
  }

  /// Adds a reading; whether it and those before it are close together.
  boolean add(long size) {
    latest.addLast(size);
    if (latest.size() > READINGS) {
      latest.removeFirst();
    }
    LongSummaryStatistics range = latest.stream().mapToLong(Long::longValue).summaryStatistics();
    return latest.size() == READINGS && range.getMax() - range.getMin() < TOLERANCE * size;
  }
}
