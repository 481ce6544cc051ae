package io.belfry.server.policy;

import java.time.ZoneId;

/// What is known of whom a notification is for.
///
/// @param preferences what they chose
/// @param zone where their days begin and end
/// @param loudness how often they were interrupted lately
public record Recipient(Preferences preferences, ZoneId zone, Loudness loudness) {
  /// The zone of whom nobody has said one.
  public static final ZoneId UNKNOWN_ZONE = ZoneId.of("UTC");

  /// Nothing is known.
  public static final Recipient UNKNOWN =
      new Recipient(Preferences.NONE, UNKNOWN_ZONE, Loudness.NONE);

  /// Whether they chose nothing and were not interrupted lately.
  public boolean isPlain() {
    return preferences.isNone() && loudness.windows().isEmpty();
  }
}
