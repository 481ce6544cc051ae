package io.belfry.server.action;

import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.Lanes;
import io.belfry.server.inbox.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Presses buttons for users, and has what follows begin at once. Safe for several threads.
public final class Presses {
  private final Lanes lanes;
  private final Runnable follow;
  private final Counter first;
  private final Counter late;

  /// @param follow what is to be done once an answer is durable; must not block
  public Presses(Lanes lanes, Runnable follow, MeterRegistry meters) {
    this.lanes = lanes;
    this.follow = follow;
    this.first = press("answered", meters);
    this.late = press("late", meters);
  }

  /// Submits `act`; `then` hears its outcome on `executor`, see [Lanes#submit].
  public void submit(Command.Act act, Executor executor, Consumer<Outcome> then) {
    lanes.submit(
        act,
        executor,
        outcome -> {
          if (outcome instanceof Outcome.Done done && done.changed()) {
            first.increment();
            follow.run();
          } else if (outcome instanceof Outcome.AlreadyAnswered) {
            late.increment();
          }
          then.accept(outcome);
        });
  }

  private static Counter press(String result, MeterRegistry meters) {
    return Counter.builder("belfry.action.pressed").tag("result", result).register(meters);
  }
}
