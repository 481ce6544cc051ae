package io.belfry.server.notification;

import java.util.Locale;
import java.util.Optional;

/// How loudly a notification speaks, from least to most.
public enum Priority {
  LOW(0),
  NORMAL(1),
  HIGH(2),
  URGENT(3);

  private final int level;
  private final String wire = name().toLowerCase(Locale.ROOT);

  Priority(int level) {
    this.level = level;
  }

  /// The priority of that level.
  public static Priority ofLevel(int level) {
    return switch (level) {
      case 0 -> LOW;
      case 1 -> NORMAL;
      case 2 -> HIGH;
      case 3 -> URGENT;
      default -> throw new IllegalArgumentException("no priority has level " + level);
    };
  }

  /// Its level, 0 to 3, as stores keep it.
  public int level() {
    return level;
  }

  /// The name on the wire, such as `normal`.
  public String wire() {
    return wire;
  }

  /// The priority whose name on the wire is `text`.
  public static Optional<Priority> parse(String text) {
    for (Priority priority : values()) {
      if (priority.wire.equals(text)) {
        return Optional.of(priority);
      }
    }
    return Optional.empty();
  }

  /// Whether it raises a toast where the user is looking.
  public boolean toasts() {
    return this != LOW;
  }

  /// Whether it makes a sound.
  public boolean sounds() {
    return compareTo(HIGH) >= 0;
  }
}
