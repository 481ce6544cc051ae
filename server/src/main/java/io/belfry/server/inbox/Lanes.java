package io.belfry.server.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// The way into the inbox log: as many lanes as the store can take at once, a user always in the
/// same one.
///
/// Safe for several threads.
public final class Lanes implements AutoCloseable {
  private final List<Lane> lanes;

  /// @param lanes at least one
  public Lanes(List<Lane> lanes, MeterRegistry meters) {
    this.lanes = List.copyOf(lanes);
    meters.gauge(
        "belfry.lane.queue", this.lanes, all -> all.stream().mapToInt(Lane::waiting).sum());
  }

  /// Queues `command`; `then` hears its outcome on `executor`. A full lane answers [Outcome.Failed]
  /// `overloaded` at once.
  ///
  /// @param executor best an event loop: all that a transaction answers on one executor is one task
  ///   there
  public void submit(Command command, Executor executor, Consumer<Outcome> then) {
    submit(List.of(command), executor, outcomes -> then.accept(outcomes.getFirst()));
  }

  /// Queues `commands`, at least one, for one and the same transaction; `then` hears their
  /// outcomes, in their order. Those of several users go by the lane of the first one.
  public void submit(List<Command> commands, Executor executor, Consumer<List<Outcome>> then) {
    int hash = commands.getFirst().user().hashCode();
    lanes.get(Math.floorMod(hash, lanes.size())).submit(commands, executor, then);
  }

  /// Whether what is submitted is still done.
  public boolean isAlive() {
    return lanes.stream().allMatch(Lane::isAlive);
  }

  /// Finishes what is queued, refuses the rest, and closes the stores.
  @Override
  public void close() {
    lanes.parallelStream().forEach(Lane::close);
  }
}
