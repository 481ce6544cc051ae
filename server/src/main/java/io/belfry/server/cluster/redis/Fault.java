package io.belfry.server.cluster.redis;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Why a session is of no more use, once it is. Safe for several threads.
final class Fault {
  private final AtomicReference<@Nullable String> reason = new AtomicReference<>();
  private final Runnable wake;

  /// @param wake called when there is a reason
  Fault(Runnable wake) {
    this.wake = wake;
  }

  /// The first reason stays; the others follow from it.
  void raise(String why) {
    if (reason.compareAndSet(null, why)) {
      wake.run();
    }
  }

  boolean isRaised() {
    return reason.get() != null;
  }

  /// @throws LineException when there is a reason
  void check() {
    String why = reason.get();
    if (why != null) {
      throw new LineException(why);
    }
  }
}
