package io.belfry.server.inbox;

import java.time.Duration;

/// How lanes work.
///
/// @param lanes how many, where the store can take several; 0 for what suits it
/// @param queueLimit commands that may wait; one more is refused
/// @param batchLimit commands in one transaction at the most
/// @param sweepInterval how often retention by age is applied
/// @param drain how long closing waits for what is queued
public record LaneOptions(
    int lanes, int queueLimit, int batchLimit, Duration sweepInterval, Duration drain) {
  /// A queue holds this many commands at least: what one call may ask for.
  public static final int MIN_QUEUE = 1_000;

  public LaneOptions {
    if (queueLimit < 1 || batchLimit < 1 || lanes < 0) {
      throw new IllegalArgumentException("a lane needs room");
    }
  }

  /// The options of one of `count` lanes, which share the room for what waits.
  public LaneOptions shared(int count) {
    int share = Math.max(MIN_QUEUE, queueLimit / count);
    return new LaneOptions(count, share, batchLimit, sweepInterval, drain);
  }
}
