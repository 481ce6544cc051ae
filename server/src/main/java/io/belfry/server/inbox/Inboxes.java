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
import java.util.function.LongSupplier;

/// Inboxes as others see them, with all that was broadcast to their users: what an inbox has not
/// taken in yet, it takes in before.
///
/// Safe for several threads. Stages complete on a thread of the log's, or exceptionally with
/// [StoreException].
public final class Inboxes {
  private static final int AT_ONCE = 100;

  private final Readers readers;
  private final Lanes lanes;
  private final LongSupplier lastBroadcast;

  /// @param lastBroadcast the number of the last broadcast that this node has heard of
  public Inboxes(Readers readers, Lanes lanes, LongSupplier lastBroadcast) {
    this.readers = readers;
    this.lanes = lanes;
    this.lastBroadcast = lastBroadcast;
  }

  /// What is broadcast from now on is for whoever connects now: the number after which that is.
  public long now() {
    return lastBroadcast.getAsLong();
  }

  /// Runs `read`, which reads the inbox of `user`.
  public <R> CompletionStage<R> read(UserId user, Function<InboxReader, R> read) {
    return look(reader -> reader.isBehind(user) ? new Behind<R>() : found(reader, read))
        .thenCompose(seen -> goOn(user, seen, read));
  }

  /// Runs `read` for `user` themselves, who are connected since it was `since` (see [#now]). Who
  /// comes for the first time has an inbox from then on, so that they are known; only a store that
  /// takes nothing, and yet can be read, does without.
  public <R> CompletionStage<R> open(UserId user, long since, Function<InboxReader, R> read) {
    return look(reader ->
            switch (reader.hearing(user)) {
              case CURRENT -> found(reader, read);
              case BEHIND -> new Behind<R>();
              case UNKNOWN -> new Unknown<R>();
            })
        .thenCompose(
            seen ->
                seen instanceof Unknown<R>
                    ? begin(user, since).thenCompose(done -> readers.read(read))
                    : goOn(user, seen, read));
  }

  private CompletionStage<List<Outcome>> begin(UserId user, long since) {
    return submit(List.of(new Command.TakeIn(user, OptionalLong.of(since))))
        .exceptionallyCompose(
            failure ->
                failure instanceof StoreException store && store.code() == ProblemCode.OVERLOADED
                    ? CompletableFuture.failedStage(store)
                    : CompletableFuture.completedStage(List.of()));
  }

  private <R> CompletionStage<Seen<R>> look(Function<InboxReader, Seen<R>> look) {
    return readers.read(look);
  }

  private static <R> Seen<R> found(InboxReader reader, Function<InboxReader, R> read) {
    return new Found<>(read.apply(reader));
  }

  private <R> CompletionStage<R> goOn(UserId user, Seen<R> seen, Function<InboxReader, R> read) {
    return seen instanceof Found<R>(R found)
        ? CompletableFuture.completedStage(found)
        : submit(List.of(new Command.TakeIn(user, OptionalLong.empty())))
            .thenCompose(done -> readers.read(read));
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

  /// Has the inbox of `user` gone with everything in it; whether there was one.
  public CompletionStage<Boolean> forget(UserId user) {
    return submit(List.of(new Command.Forget(user)))
        .thenApply(outcomes -> outcomes.getFirst() instanceof Outcome.Done);
  }

  /// Has the log ask anew what is known of `user`, who is not what they were.
  public CompletionStage<Void> refresh(UserId user) {
    return submit(List.of(new Command.Refresh(user))).thenAccept(outcomes -> {});
  }

  private CompletionStage<Void> takeInPortions(List<UserId> users) {
    if (users.isEmpty()) {
      return CompletableFuture.completedStage(null);
    }
    List<UserId> some = users.subList(0, Math.min(users.size(), AT_ONCE));
    CompletionStage<Void> taken =
        submit(
                some.stream()
                    .<Command>map(user -> new Command.TakeIn(user, OptionalLong.empty()))
                    .toList())
            .thenAccept(outcomes -> {});
    return some.size() == users.size()
        ? taken
        : taken.thenCompose(done -> takeInPortions(users.subList(some.size(), users.size())));
  }

  private CompletionStage<List<Outcome>> submit(List<Command> commands) {
    var done = new CompletableFuture<List<Outcome>>();
    lanes.submit(commands, Runnable::run, outcomes -> settle(done, outcomes));
    return done;
  }

  private static void settle(CompletableFuture<List<Outcome>> done, List<Outcome> outcomes) {
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Failed(ProblemCode code)) {
        done.completeExceptionally(
            new StoreException(code, new IllegalStateException("an inbox could not be changed")));
        return;
      }
    }
    done.complete(outcomes);
  }

  /// What a first look tells.
  private sealed interface Seen<R> {}

  private record Found<R>(R found) implements Seen<R> {}

  private record Behind<R>() implements Seen<R> {}

  private record Unknown<R>() implements Seen<R> {}
}
