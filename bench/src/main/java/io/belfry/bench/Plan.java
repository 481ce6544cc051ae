package io.belfry.bench;

import java.time.Duration;

/// How much is measured.
///
/// @param rounds of each scenario; the medians are reported
/// @param length of one round
/// @param warmUp before the first round of `send` and `latency`; `fanout` takes half of it
/// @param sockets of `fanout`
/// @param idleSockets of `idle` and `restart`
record Plan(int rounds, Duration length, Duration warmUp, int sockets, int idleSockets) {
  static final Plan DEFAULT =
      new Plan(3, Duration.ofSeconds(8), Duration.ofSeconds(20), 5_000, 15_000);
  static final Plan QUICK = new Plan(1, Duration.ofSeconds(4), Duration.ofSeconds(6), 2_000, 2_000);

  /// A process may have 20,000 descriptors here and there; some are needed for other things.
  static final int MAX_SOCKETS = 15_000;

  /// The users of `send` and `latency`, with one socket each.
  static final int USERS = 200;

  static final int CONNECTIONS = 32;
  static final int SENDS_PER_SECOND = 500;

  /// How long a server may take to deliver what is still under way when a round ends.
  static final Duration SETTLING = Duration.ofSeconds(20);

  Plan {
    requireBetween("rounds", rounds, 1, 20);
    requireBetween("seconds", length.toSeconds(), 1, 120);
    requireBetween("warm-up seconds", warmUp.toSeconds(), 1, 120);
    requireBetween("sockets", sockets, 1, MAX_SOCKETS);
    requireBetween("idle sockets", idleSockets, 1, MAX_SOCKETS);
  }

  private static void requireBetween(String what, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          what + " must be from " + least + " to " + most + ", not " + value);
    }
  }
}
