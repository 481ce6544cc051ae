package io.belfry.server.inbox;

import java.time.Duration;

/// How a lane works.
///
/// @param queueLimit commands that may wait; one more is refused
/// @param batchLimit commands in one transaction at the most
/// @param sweepInterval how often retention by age is applied
/// @param drain how long closing waits for what is queued
public record LaneOptions(int queueLimit, int batchLimit, Duration sweepInterval, Duration drain) {
  public LaneOptions {
    if (queueLimit < 1 || batchLimit < 1) {
      throw new IllegalArgumentException("a lane needs room");
    }
  }
}
