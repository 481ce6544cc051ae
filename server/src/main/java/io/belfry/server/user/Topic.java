package io.belfry.server.user;

import java.util.Optional;
import java.util.regex.Pattern;

/// Names what users subscribe to: 1 to 128 of the characters `A` to `Z`, `a` to `z`, `0` to `9`,
/// `_`, `.`, `:`, `@` and `-`.
public record Topic(String name) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:@-]{1,128}");

  public Topic {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a topic");
    }
  }

  /// The topic written as `text`, or nothing when it cannot be one.
  public static Optional<Topic> parse(String text) {
    return NAME.matcher(text).matches() ? Optional.of(new Topic(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return name;
  }
}
