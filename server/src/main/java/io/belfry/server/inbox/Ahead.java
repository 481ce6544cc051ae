package io.belfry.server.inbox;

import java.time.Duration;

/// How far ahead something may be put off.
public final class Ahead {
  /// A year, whichever.
  public static final Duration MAX = Duration.ofDays(366);

  private Ahead() {}

  /// Whether `atMs` lies ahead of `nowMs`, and not too far; both epoch milliseconds.
  public static boolean isAt(long atMs, long nowMs) {
    return atMs > nowMs && atMs <= nowMs + MAX.toMillis();
  }
}
