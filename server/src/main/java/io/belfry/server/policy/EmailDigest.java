package io.belfry.server.policy;

import java.util.Optional;

/// How often somebody is mailed what they missed.
public enum EmailDigest {
  HOURLY("hourly"),
  DAILY("daily"),
  WEEKLY("weekly");

  private final String wire;

  EmailDigest(String wire) {
    this.wire = wire;
  }

  /// The name on the wire, such as `hourly`.
  public String wire() {
    return wire;
  }

  /// The one whose name on the wire is `text`.
  public static Optional<EmailDigest> parse(String text) {
    for (EmailDigest digest : values()) {
      if (digest.wire.equals(text)) {
        return Optional.of(digest);
      }
    }
    return Optional.empty();
  }
}
