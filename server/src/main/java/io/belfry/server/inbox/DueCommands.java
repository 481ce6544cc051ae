package io.belfry.server.inbox;

import io.belfry.server.inbox.DueStore.Due;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.UserId;
import io.micrometer.core.instrument.Counter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/// Work that is due in inboxes, each of which does its own by one command.
///
/// Safe for several threads.
public final class DueCommands implements DueWork.Kind<Due> {
  private final DueStore store;
  private final BiFunction<UserId, List<NotificationId>, Command> command;
  private final Lanes lanes;
  private final Counter done;

  /// @param command does what is due in one inbox, as far as that was not done yet
  /// @param done counts what was due
  public DueCommands(
      DueStore store,
      BiFunction<UserId, List<NotificationId>, Command> command,
      Lanes lanes,
      Counter done) {
    this.store = store;
    this.command = command;
    this.lanes = lanes;
    this.done = done;
  }

  @Override
  public List<Due> due(Optional<Due> after, long nowMs, int limit) {
    return store.due(after, nowMs, limit);
  }

  /// Each inbox by itself: one that cannot be changed keeps no other from it.
  @Override
  public boolean work(List<Due> some) {
    Map<UserId, List<NotificationId>> byUser = new LinkedHashMap<>();
    for (Due each : some) {
      byUser.computeIfAbsent(each.user(), user -> new ArrayList<>()).add(each.id());
    }
    List<CompletableFuture<List<Outcome>>> submitted = new ArrayList<>(byUser.size());
    byUser.forEach(
        (user, ids) -> {
          var answer = new CompletableFuture<List<Outcome>>();
          lanes.submit(List.of(command.apply(user, ids)), Runnable::run, answer::complete);
          submitted.add(answer);
        });
    boolean all = true;
    for (CompletableFuture<List<Outcome>> each : submitted) {
      all &= !(each.join().getFirst() instanceof Outcome.Failed);
    }
    if (all) {
      done.increment(some.size());
    }
    return all;
  }
}
