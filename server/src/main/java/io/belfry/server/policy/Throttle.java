package io.belfry.server.policy;

import java.time.Duration;

/// How often somebody may be interrupted.
///
/// @param count how many toasts there are in one window, at least 1
/// @param window how long one is, from its first toast on: 1 ms to 7 days
public record Throttle(int count, Duration window) {
  public static final Duration MAX_WINDOW = Duration.ofDays(7);

  public Throttle {
    if (count < 1) {
      throw new IllegalArgumentException("a throttle lets at least one through");
    }
    if (window.compareTo(Duration.ofMillis(1)) < 0 || window.compareTo(MAX_WINDOW) > 0) {
      throw new IllegalArgumentException("a throttle's window is 1 ms to 7 days");
    }
  }
}
