package io.belfry.server.inbox;

import io.belfry.server.notification.NotificationId;
import io.belfry.server.problem.ProblemCode;
import io.belfry.server.user.UserId;
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

  private CompletionStage<Outcome> takeIn(UserId user) {
    var taken = new CompletableFuture<Outcome>();
    lanes.submit(
        List.of(new Command.TakeIn(user, OptionalLong.empty())),
        Runnable::run,
        outcomes -> settle(taken, outcomes.getFirst()));
    return taken;
  }

  private static void settle(CompletableFuture<Outcome> taken, Outcome outcome) {
    if (outcome instanceof Outcome.Failed(ProblemCode code)) {
      taken.completeExceptionally(
          new StoreException(code, new IllegalStateException("the inbox could not take in")));
    } else {
      taken.complete(outcome);
    }
  }

  /// What a first look tells.
  private sealed interface Seen<R> {}

  private record Found<R>(R found) implements Seen<R> {}

  private record Behind<R>() implements Seen<R> {}
}
