package io.belfry.server.policy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A time in which nothing may interrupt somebody.
///
/// @param untilMs when that ends, epoch milliseconds, exclusive
/// @param why [Reason#PAUSED] or [Reason#QUIET_HOURS]: what it is at its beginning, the pause where
///   it is both
public record Silence(long untilMs, Reason why) {
  /// How far ahead the end of quiet hours is looked for, from the end of a pause where there is
  /// one: beyond the week in which all windows come round.
  public static final Duration MAX = Duration.ofDays(8);

  /// How many windows that follow each other are joined; whoever is told of the end of those asks
  /// again.
  private static final int MAX_JOINED = 24;

  /// The silence that there is at `nowMs`, by a pause and by quiet hours that follow each other; it
  /// is said to end after the pause and [#MAX], or after so many windows, when it does not end
  /// before.
  public static Optional<Silence> at(Preferences preferences, ZoneId zone, long nowMs) {
    boolean paused = nowMs < preferences.pausedUntilMs();
    if (!paused && preferences.quietHours().isEmpty()) {
      return Optional.empty();
    }
    long capMs = Math.max(nowMs, preferences.pausedUntilMs()) + MAX.toMillis();
    long endMs = nowMs;
    OptionalLong later = laterMs(preferences, zone, endMs);
    for (int joined = 0; joined < MAX_JOINED && endMs < capMs && later.isPresent(); joined++) {
      endMs = later.getAsLong();
      later = laterMs(preferences, zone, endMs);
    }
    return endMs == nowMs
        ? Optional.empty()
        : Optional.of(
            new Silence(Math.min(endMs, capMs), paused ? Reason.PAUSED : Reason.QUIET_HOURS));
  }

  /// When it is silent at `atMs`, a later moment until which it is.
  private static OptionalLong laterMs(Preferences preferences, ZoneId zone, long atMs) {
    if (atMs < preferences.pausedUntilMs()) {
      return OptionalLong.of(preferences.pausedUntilMs());
    }
    List<QuietWindow> windows = preferences.quietHours();
    return windows.stream()
        .map(window -> window.quietUntilMs(atMs, zone))
        .flatMapToLong(OptionalLong::stream)
        .max();
  }
}
