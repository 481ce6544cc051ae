package io.belfry.server.api;

import io.belfry.server.inbox.StoreException;
import io.belfry.server.problem.ProblemCode;
import io.belfry.server.problem.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Goes on with a call when something that it waits for is there.
final class Continue {
  private static final Logger log = LoggerFactory.getLogger(Continue.class);

  private Continue() {}

  /// Calls `then` with the result, on the call's event loop, at once where it is there; a failure
  /// is answered as a problem.
  static <T> void with(RoutingContext call, Future<T> future, Consumer<T> then) {
    if (future.succeeded()) {
      then.accept(future.result());
      return;
    }
    Context context = call.vertx().getOrCreateContext();
    future.onComplete(
        done ->
            context.runOnContext(
                ignored -> {
                  if (done.succeeded()) {
                    then.accept(done.result());
                  } else {
                    fail(call, done.cause());
                  }
                }));
  }

  private static void fail(RoutingContext call, Throwable failure) {
    Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    ProblemCode code =
        switch (cause) {
          case StoreException store -> store.code();
          case ProblemException problem -> problem.code();
          case null, default -> ProblemCode.INTERNAL;
        };
    if (code == ProblemCode.INTERNAL) {
      log.atError().setCause(failure).log("A call failed");
    }
    Replies.problem(call, code);
  }
}
