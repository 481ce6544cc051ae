package io.belfry.server.inbox;

import java.time.Duration;

/// How much an inbox keeps.
///
/// @param count notifications per user
/// @param age of a notification
/// @param tombstones how many deletions an inbox remembers; a replica that missed more gets a
///   snapshot
/// @param idempotency how long an idempotency key is remembered
public record Retention(int count, Duration age, int tombstones, Duration idempotency) {
  public Retention {
    if (count < 1 || tombstones < 0 || age.isNegative() || idempotency.isNegative()) {
      throw new IllegalArgumentException("retention must not be negative");
    }
  }
}
