package io.belfry.server.broadcast;

import io.belfry.server.inbox.Broadcast;
import io.belfry.server.inbox.IdempotencyKey;
import io.belfry.server.inbox.Later;
import io.belfry.server.inbox.Unschedulable;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.Audience;
import io.belfry.server.user.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What was broadcast, as a list to which everything is appended: broadcasts, and what is done to
/// them later. Inboxes take it in from the same database.
///
/// Safe for several threads; every method may block. What is added is durable when it returns.
public interface BroadcastStore {
  /// Adds a broadcast, unless there is one under the same key already.
  Added add(Draft draft, long nowMs);

  /// Has a broadcast wait for its time, unless there is one under the same key already.
  ///
  /// @param draft under whose id it waits; without its expiry
  Added schedule(Draft draft, Later later, long nowMs);

  /// At most `limit` of the broadcasts behind `after` that wait and are due at `nowMs`, in their
  /// order.
  List<Due> due(Optional<Due> after, long nowMs, int limit);

  /// Adds what waits, under the id `as`, if it still does and has not expired; whether it was
  /// added.
  boolean release(Due due, NotificationId as, long nowMs);

  /// What was answered under `key` before, if it was used.
  Optional<Added> before(IdempotencyKey key);

  /// The broadcast of that id, if there is one.
  Optional<Broadcast> find(NotificationId id);

  /// At most `limit` broadcasts, newest first, of numbers below `before`.
  List<Broadcast> newest(long before, int limit);

  /// Gives other content to `before`; false when that is not how it stands any more.
  boolean edit(Broadcast before, Content content, long nowMs);

  /// Takes the broadcast of that id back; false when there is none.
  boolean recall(NotificationId id, long nowMs);

  /// The number of the last entry, 0 for none.
  long last();

  /// The number of the last entry that this store has seen so far. Does not block.
  long lastSeen();

  /// At most `limit` entries after the number `after`, in their order.
  List<Entry> after(long after, int limit);

  /// Those of `users`, at most 1,000, whom `entry` may concern.
  Set<UserId> concerned(Entry entry, Collection<UserId> users);

  /// The subscribers of the topic of `broadcast`; nothing when they are more than `limit`, or it
  /// has no topic.
  Optional<Set<UserId>> subscribers(Broadcast broadcast, int limit);

  /// At most `limit` users who have a copy of a broadcast that was recalled, of the newest first.
  List<UserId> holdersOfRecalled(int limit);

  /// How many copies of `broadcast` there are, and how many of them are read.
  Tally tally(Broadcast broadcast);

  /// The ids of at most `limit` broadcasts that have expired at `nowMs` and are not recalled.
  List<NotificationId> expired(long nowMs, int limit);

  /// Forgets at most `limit` entries made before `beforeMs`, and says how many.
  int forget(long beforeMs, int limit);

  /// What is to be broadcast.
  ///
  /// @param expiresMs epoch milliseconds; 0 for never
  /// @param key makes a repetition harmless
  /// @param answer what whoever repeats it is told
  record Draft(
      NotificationId id,
      Audience audience,
      Content content,
      long expiresMs,
      Optional<IdempotencyKey> key,
      JsonBytes answer) {}

  /// A broadcast that is due.
  ///
  /// @param id under which it waits
  /// @param atMs since when, epoch milliseconds
  record Due(NotificationId id, long atMs) {}

  /// What became of a draft.
  sealed interface Added {
    record New() implements Added {}

    /// It was there already, under that id, and this was the answer.
    record Repeated(NotificationId id, JsonBytes answer) implements Added {}

    /// It has expired, or would too late.
    record NotAhead() implements Added {}

    /// It cannot be scheduled.
    record NotScheduled(Unschedulable why) implements Added {}

    /// The key was used for another body.
    record Mismatch() implements Added {}
  }

  /// A broadcast, or what was done to it.
  ///
  /// @param number its own
  /// @param isChange whether it was an edit or a recall
  /// @param broadcast what it is about, as it stands
  record Entry(long number, boolean isChange, Broadcast broadcast) {}

  /// What became of a broadcast.
  ///
  /// @param made copies there are
  /// @param read how many of them are read
  record Tally(long made, long read) {}
}
