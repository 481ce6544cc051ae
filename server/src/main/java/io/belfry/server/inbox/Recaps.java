package io.belfry.server.inbox;

import io.belfry.server.inbox.RecapStore.Due;
import io.micrometer.core.instrument.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Tells users of what was held back for them, when their silence ends.
///
/// Safe for several threads.
public final class Recaps implements DueWork.Kind<Due> {
  private final RecapStore store;
  private final Lanes lanes;
  private final Counter told;

  /// @param told counts users who were told
  public Recaps(RecapStore store, Lanes lanes, Counter told) {
    this.store = store;
    this.lanes = lanes;
    this.told = told;
  }

  @Override
  public List<Due> due(Optional<Due> after, long nowMs, int limit) {
    return store.due(after, nowMs, limit);
  }

  @Override
  public boolean work(List<Due> some) {
    List<CompletableFuture<List<Outcome>>> submitted = new ArrayList<>(some.size());
    for (Due each : some) {
      var answer = new CompletableFuture<List<Outcome>>();
      lanes.submit(List.of(new Command.Recap(each.user())), Runnable::run, answer::complete);
      submitted.add(answer);
    }
    boolean all = true;
    for (CompletableFuture<List<Outcome>> each : submitted) {
      Outcome outcome = each.join().getFirst();
      all &= !(outcome instanceof Outcome.Failed);
      if (outcome instanceof Outcome.Done done && done.changed()) {
        told.increment();
      }
    }
    return all;
  }
}
