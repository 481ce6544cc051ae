package io.belfry.bench;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What went wrong with connections while a server may go away: that they were refused, reset or
/// ended is to be expected, everything else is an error. Not for several threads.
final class Disturbances {
  private static final Pattern LOST =
      Pattern.compile("Connection refused|Connection reset|Broken pipe");

  private final Map<String, Integer> errors = new TreeMap<>();
  private int lostConnections;

  void note(Throwable cause) {
    if (isLostConnection(cause)) {
      lostConnections++;
    } else {
      errors.merge(LoadException.reason(cause), 1, Integer::sum);
    }
  }

  private static boolean isLostConnection(Throwable cause) {
    return cause instanceof ClosedChannelException
        || (cause instanceof IOException && LOST.matcher(cause.toString()).find());
  }

  int errorCount() {
    return errors.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// As they stand now: closing the client later disturbs its sockets too.
  Disturbances copy() {
    Disturbances copy = new Disturbances();
    copy.errors.putAll(errors);
    copy.lostConnections = lostConnections;
    return copy;
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
