package io.belfry.server.policy;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// What an operator says of all notifications.
///
/// @param defaults which channels are on or off unless somebody says otherwise; those that are not
///   named are on
/// @param types by name
/// @param throttle how often somebody may be interrupted by all types together
public record Rules(
    Map<Channel, Boolean> defaults, Map<String, TypeRule> types, Optional<Throttle> throttle) {
  /// All channels are on, no type is known, and nothing is throttled.
  public static final Rules NONE = new Rules(Map.of(), Map.of(), Optional.empty());

  /// What is wrong with something that is no name of a type.
  public static final String TYPE_NAMES = "must be 1 to 64 of a to z, 0 to 9, '_', '.' and '-'";

  private static final Pattern TYPE_NAME = Pattern.compile("[a-z0-9_.-]{1,64}");

  public Rules {
    defaults = Choices.copy(defaults);
    types = Map.copyOf(types);
    for (String type : types.keySet()) {
      if (!isTypeName(type)) {
        throw new IllegalArgumentException("the name of a type " + TYPE_NAMES);
      }
    }
  }

  /// Whether `text` can be the name of a type.
  public static boolean isTypeName(String text) {
    return TYPE_NAME.matcher(text).matches();
  }

  /// What is said of `type`; [TypeRule#NONE] when nothing is.
  public TypeRule rule(String type) {
    return Objects.requireNonNull(types.getOrDefault(type, TypeRule.NONE));
  }

  /// Whether no channel is off for all types.
  boolean switchNothingOff() {
    return !defaults.containsValue(false);
  }
}
