package io.belfry.server.policy;

import java.time.ZoneId;
import java.time.ZoneOffset;

/// What is known of whom a notification is for.
///
/// @param preferences what they chose
/// @param zone where their days begin and end
/// @param loudness how often they were interrupted lately
public record Recipient(Preferences preferences, ZoneId zone, Loudness loudness) {
  /// Nothing is known.
  public static final Recipient UNKNOWN =
      new Recipient(Preferences.NONE, ZoneOffset.UTC, Loudness.NONE);

  /// Whether they chose nothing and were not interrupted lately.
  public boolean isPlain() {
    return preferences.isNone() && loudness.windows().isEmpty();
  }
}
