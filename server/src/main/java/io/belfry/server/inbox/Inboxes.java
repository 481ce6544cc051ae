package io.belfry.server.inbox;

import io.belfry.server.notification.NotificationId;
import io.belfry.server.problem.ProblemCode;
import io.belfry.server.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Reads inboxes with all that was broadcast to their users: what an inbox has not taken in yet, it
/// takes in before.
///
/// Safe for several threads. Stages complete on a thread of the log's, or exceptionally with
/// [StoreException].
public final class Inboxes {
  private static final int AT_ONCE = 100;

  private final Readers readers;
  private final Lanes lanes;

  public Inboxes(Readers readers, Lanes lanes) {
    this.readers = readers;
    this.lanes = lanes;
  }

  /// Runs `read`, which reads the inbox of `user`.
  public <R> CompletionStage<R> read(UserId user, Function<InboxReader, R> read) {
    return readers
        .read(reader -> reader.isBehind(user) ? new Behind<R>() : new Found<>(read.apply(reader)))
        .thenCompose(
            seen ->
                switch (seen) {
                  case Found<R>(R found) -> CompletableFuture.completedStage(found);
                  case Behind<R> behind -> takeIn(user).thenCompose(done -> readers.read(read));
                });
  }

  /// The notification of that id, if it is in some inbox.
  public CompletionStage<Optional<StoredNotification>> find(NotificationId id) {
    return readers
        .read(reader -> reader.find(id))
        .thenCompose(
            found ->
                found.isEmpty()
                    ? CompletableFuture.completedStage(found)
                    : read(found.get().user(), reader -> reader.find(id)));
  }

  /// Has the inboxes of `users` take in what was broadcast, some at a time: for whoever is about to
  /// change what decides which broadcasts are for them.
  public CompletionStage<Void> takeIn(List<UserId> users) {
    return readers
        .read(reader -> users.stream().filter(reader::isBehind).toList())
        .thenCompose(this::takeInPortions);
  }

  private CompletionStage<Void> takeInPortions(List<UserId> users) {
    if (users.isEmpty()) {
      return CompletableFuture.completedStage(null);
    }
    List<UserId> some = users.subList(0, Math.min(users.size(), AT_ONCE));
    CompletionStage<Void> taken = takeInNow(some);
    return some.size() == users.size()
        ? taken
        : taken.thenCompose(done -> takeInPortions(users.subList(some.size(), users.size())));
  }

  private CompletionStage<Void> takeIn(UserId user) {
    return takeInNow(List.of(user));
  }

  private CompletionStage<Void> takeInNow(List<UserId> users) {
    var taken = new CompletableFuture<Void>();
    List<Command> commands = new ArrayList<>(users.size());
    users.forEach(user -> commands.add(new Command.TakeIn(user, OptionalLong.empty())));
    lanes.submit(commands, Runnable::run, outcomes -> settle(taken, outcomes));
    return taken;
  }

  private static void settle(CompletableFuture<Void> taken, List<Outcome> outcomes) {
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Failed(ProblemCode code)) {
        taken.completeExceptionally(
            new StoreException(code, new IllegalStateException("an inbox could not take in")));
        return;
      }
    }
    taken.complete(null);
  }

  /// What a first look tells.
  private sealed interface Seen<R> {}

  private record Found<R>(R found) implements Seen<R> {}

  private record Behind<R>() implements Seen<R> {}
}
