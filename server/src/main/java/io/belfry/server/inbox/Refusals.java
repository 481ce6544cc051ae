package io.belfry.server.inbox;

import io.belfry.server.problem.ProblemCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs that the store refuses transactions: when that begins, and when it ends.
///
/// Owned by a lane's thread.
final class Refusals {
  private static final Logger log = LoggerFactory.getLogger(Refusals.class);

  private @Nullable ProblemCode since;
  private long count;

  /// Counts a transaction of so many commands that was refused.
  void add(StoreException failure, int commands) {
    count++;
    if (failure.code() != since) {
      since = failure.code();
      log.atError()
          .addKeyValue("code", failure.code().code())
          .addKeyValue("commands", commands)
          .setCause(failure)
          .log("The store refused a transaction");
    }
  }

  /// Notes that it took one.
  void end() {
    if (since != null) {
      log.atInfo().addKeyValue("refused", count).log("The store takes transactions again");
      since = null;
      count = 0;
    }
  }
}
