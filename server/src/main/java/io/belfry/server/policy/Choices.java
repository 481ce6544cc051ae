package io.belfry.server.policy;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// Channels that are switched on or off.
final class Choices {
  private Choices() {}

  /// An unmodifiable copy, in the order of the channels.
  static Map<Channel, Boolean> copy(Map<Channel, Boolean> choices) {
    if (choices.isEmpty()) {
      return Map.of();
    }
    return Collections.unmodifiableMap(new EnumMap<>(choices));
  }
}
