package io.belfry.server.inbox.jdbc.sqlite;

import java.util.concurrent.atomic.AtomicLong;

/// The number of the last broadcast in the database, for the lane, which would have to ask for it
/// again and again.
///
/// Safe for several threads.
public final class LastBroadcast {
  private final AtomicLong number = new AtomicLong();

  /// Says that everything up to `reached` is in the database.
  public void reached(long reached) {
    number.accumulateAndGet(reached, Math::max);
  }

  long number() {
    return number.get();
  }
}
