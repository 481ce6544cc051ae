package io.belfry.server.policy;

import java.util.Map;
import java.util.Optional;

/// What an operator says of the notifications of one type.
///
/// @param category under what people find it
/// @param label what people call it
/// @param channels which are on or off unless the user chose
/// @param required whether what users choose does not count
/// @param breaksThrough whether a pause, quiet hours and throttles do not count
/// @param throttle how often it may interrupt, beside the throttle of all types
public record TypeRule(
    Optional<String> category,
    Optional<String> label,
    Map<Channel, Boolean> channels,
    boolean required,
    boolean breaksThrough,
    Optional<Throttle> throttle) {
  /// Nothing is said.
  public static final TypeRule NONE =
      new TypeRule(Optional.empty(), Optional.empty(), Map.of(), false, false, Optional.empty());

  public TypeRule {
    channels = Choices.copy(channels);
  }

  /// Whether it changes nothing for a recipient who made no choices.
  boolean isPlain() {
    return channels.isEmpty() && !required;
  }
}
