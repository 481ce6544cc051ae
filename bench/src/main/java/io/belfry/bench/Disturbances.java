package io.belfry.bench;

import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/// What went wrong with connections while a server may go away: that they were refused, reset or
/// ended is to be expected, everything else is an error. Not for several threads.
final class Disturbances {
  private final Map<String, Integer> errors = new TreeMap<>();
  private int lostConnections;

  void note(Throwable cause) {
    if (cause instanceof IOException && !(cause instanceof ConnectTimeoutException)) {
      lostConnections++;
    } else {
      errors.merge(LoadException.reason(cause), 1, Integer::sum);
    }
  }

  int errorCount() {
    return errors.values().stream().mapToInt(Integer::intValue).sum();
  }

  int lostConnections() {
    return lostConnections;
  }

  /// The errors, with how often each happened.
  @Override
  public String toString() {
    return errors.toString();
  }
}
