package io.belfry.server.policy;

import java.util.Optional;

/// A way by which a notification reaches somebody.
///
/// Places are on disk, 0 to 4: they are never given to another channel.
public enum Channel {
  /// The list and the counts.
  IN_APP(0, "inApp"),
  /// The card that comes up where the user is looking.
  TOAST(1, "toast"),
  SOUND(2, "sound"),
  PUSH(3, "push"),
  EMAIL(4, "email");

  private final int place;
  private final String wire;

  Channel(int place, String wire) {
    this.place = place;
    this.wire = wire;
  }

  /// Its place in a decision that is written as a number, see [Decision#encoded].
  int place() {
    return place;
  }

  /// The name on the wire, such as `inApp`.
  public String wire() {
    return wire;
  }

  /// The channel whose name on the wire is `text`.
  public static Optional<Channel> parse(String text) {
    for (Channel channel : values()) {
      if (channel.wire.equals(text)) {
        return Optional.of(channel);
      }
    }
    return Optional.empty();
  }

  /// Whether it is part of what the app shows, and has nothing to announce without it.
  boolean needsApp() {
    return this == TOAST || this == SOUND;
  }

  /// Whether it interrupts somebody.
  boolean interrupts() {
    return needsApp() || this == PUSH;
  }
}
