package io.belfry.server.api;

import io.vertx.core.internal.ContextInternal;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Executor;

/// Where the answers of calls are written.
final class EventLoops {
  private EventLoops() {}

  /// The event loop that `call` came in on: the same executor for every call of that loop.
  static Executor of(RoutingContext call) {
    return ((ContextInternal) call.vertx().getOrCreateContext()).nettyEventLoop();
  }
}
