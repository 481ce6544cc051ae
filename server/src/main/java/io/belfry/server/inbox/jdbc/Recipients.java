package io.belfry.server.inbox.jdbc;

import io.belfry.server.policy.Loudness;
import io.belfry.server.policy.Preferences;
import io.belfry.server.policy.Recipient;
import io.belfry.server.user.Profile;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How what is known of users reads, in every database.
public final class Recipients {
  private static final String NOTHING = "{}";

  private Recipients() {}

  /// What is known of a user.
  ///
  /// @param preferences as stored, null where the user is not known
  /// @param profile as stored, null where the user is not known
  public static Recipient of(
      @Nullable String preferences, @Nullable String profile, Attention attention) {
    String chosen = Objects.requireNonNullElse(preferences, NOTHING);
    String said = Objects.requireNonNullElse(profile, NOTHING);
    boolean nothing = chosen.equals(NOTHING) && said.equals(NOTHING);
    return nothing && attention.loudness().isEmpty()
        ? Recipient.UNKNOWN
        : new Recipient(
            Preferences.parse(chosen), zone(said), Loudness.parse(attention.loudness()));
  }

  private static ZoneId zone(String profile) {
    return Profile.parse(profile)
        .timeZone()
        .filter(Profile::isTimeZone)
        .map(ZoneId::of)
        .orElse(Recipient.UNKNOWN_ZONE);
  }
}
