package io.belfry.bench;

/// When the sends of a load are due.
sealed interface Pace {

  /// Each connection sends again as soon as it has its answer.
  record ClosedLoop(int connections) implements Pace {}

  /// Sends are due at a steady rate whatever the server does, and their times count from when they
  /// were due: a server that stalls answers for everything it held up.
  record OpenLoop(int perSecond) implements Pace {
    long dueNanos(long startNanos, long index) {
      return startNanos + index * 1_000_000_000L / perSecond;
    }
  }
}
