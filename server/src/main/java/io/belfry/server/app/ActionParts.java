package io.belfry.server.app;

import io.belfry.server.action.Acts;
import io.belfry.server.action.Closing;
import io.belfry.server.action.Presses;
import io.belfry.server.inbox.AnswerStore;
import io.belfry.server.inbox.Lanes;
import io.belfry.server.inbox.Readers;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/// What is behind the buttons of notifications.
///
/// @param acts who listens
/// @param presses the way to press one
record ActionParts(Acts acts, Presses presses) implements AutoCloseable {
  private static final Duration CLOSING = Duration.ofSeconds(1);

  /// @param blocking where other cards are closed
  /// @param tellOthers has other nodes look for what is new; must not block
  static ActionParts start(
      ServerOptions options,
      AnswerStore store,
      Log log,
      Vertx vertx,
      Executor blocking,
      Runnable tellOthers) {
    var acts =
        new Acts(log.readers, store, options.retention(), options.streams(), log.clock, log.meters);
    var closing = new Closing(store, log.lanes, log.meters);
    vertx.setPeriodic(CLOSING.toMillis(), timer -> blocking.execute(closing::close));
    Runnable follow =
        () -> {
          acts.look();
          tellOthers.run();
          blocking.execute(closing::close);
        };
    return new ActionParts(acts, new Presses(log.lanes, follow, log.meters));
  }

  @Override
  public void close() {
    acts.close();
  }

  /// What they stand on.
  record Log(Readers readers, Lanes lanes, InstantSource clock, MeterRegistry meters) {}
}
