package io.belfry.socketio;

import java.util.Set;

/// The event names that neither side may emit.
final class ReservedEvents {
  private static final Set<String> NAMES =
      Set.of(
          "connect",
          "connect_error",
          "disconnect",
          "disconnecting",
          "newListener",
          "removeListener");

  private ReservedEvents() {}

  static boolean contains(String name) {
    return NAMES.contains(name);
  }
}
