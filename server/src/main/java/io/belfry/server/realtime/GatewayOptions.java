package io.belfry.server.realtime;

import java.time.Duration;

/// How the gateway works.
///
/// @param dev whether a bare user id will do as identity
/// @param window notifications in one snapshot, delta or history at the most
/// @param identifyWithin how long a socket may stay anonymous
/// @param socketsPerUser the most sockets of one user, after which more are refused
public record GatewayOptions(boolean dev, int window, Duration identifyWithin, int socketsPerUser) {
  public GatewayOptions {
    if (window < 1 || socketsPerUser < 1) {
      throw new IllegalArgumentException("window and socketsPerUser must be at least 1");
    }
  }
}
