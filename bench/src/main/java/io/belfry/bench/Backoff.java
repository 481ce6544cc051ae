package io.belfry.bench;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long a client waits before it connects again, as `socket.io-client` does unless told
/// otherwise: 1 s, doubled with each attempt, half of it more or less at random, 5 s at most.
final class Backoff {
  private static final long FIRST_MILLIS = 1_000;
  private static final long MOST_MILLIS = 5_000;
  private static final double JITTER = 0.5;

  private final RandomGenerator random;
  private int attempts;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  Duration next() {
    double millis = FIRST_MILLIS << Math.min(attempts++, 10);
    double jittered = millis * (1 + JITTER * random.nextDouble(-1, 1));
    return Duration.ofMillis(Math.min((long) jittered, MOST_MILLIS));
  }

  /// After a success.
  void reset() {
    attempts = 0;
  }
}
