package io.belfry.server.inbox;

import io.belfry.server.notification.Content;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.policy.PreferencesPatch;
import io.belfry.server.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One change that somebody wants made in one user's inbox.
///
/// What is already so (reading what is read) succeeds and changes nothing.
public sealed interface Command {
  /// Whose inbox.
  UserId user();

  /// A new notification; answered by [Outcome.Answer], [Outcome.Mismatch] or [Outcome.NotAhead].
  record Send(UserId user, Content content, Optional<IdempotencyKey> idempotencyKey)
      implements Command {}

  /// A notification that is to be sent later; answered by [Outcome.Sent] with the id under which it
  /// waits and [Later#told], [Outcome.Mismatch] or [Outcome.NotScheduled].
  record Schedule(UserId user, Later later, Optional<IdempotencyKey> idempotencyKey)
      implements Command {}

  /// What was scheduled sent as [Send] has it, as far as it still waits and its time has come;
  /// answered by [Outcome.Done].
  record Release(UserId user, List<NotificationId> ids) implements Command {
    public Release {
      ids = List.copyOf(ids);
    }
  }

  /// Read, or unread again; answered by [Outcome.Done] or [Outcome.Missing].
  record MarkRead(UserId user, NotificationId id, boolean read) implements Command {}

  /// Archived, which ends a snooze, or back in the inbox; answered by [Outcome.Done] or
  /// [Outcome.Missing].
  record Archive(UserId user, NotificationId id, boolean archived) implements Command {}

  /// Out of the inbox until `untilMs` (epoch milliseconds), also when it was archived, or back in
  /// it, quietly, when that is 0; answered by [Outcome.Done], [Outcome.Missing] or
  /// [Outcome.NotAhead].
  record Snooze(UserId user, NotificationId id, long untilMs) implements Command {}

  /// Back in the inbox as unread, and loud, as far as they are snoozed and their time has come;
  /// answered by [Outcome.Done] or [Outcome.Missing].
  record Wake(UserId user, List<NotificationId> ids) implements Command {
    public Wake {
      ids = List.copyOf(ids);
    }
  }

  /// Gone; answered by [Outcome.Done] or [Outcome.Missing].
  record Delete(UserId user, NotificationId id) implements Command {}

  /// Gone as [Delete] has it, as far as it is there, since it has expired; answered by
  /// [Outcome.Done] or [Outcome.Missing].
  record Expire(UserId user, List<NotificationId> ids) implements Command {
    public Expire {
      ids = List.copyOf(ids);
    }
  }

  /// A button pressed, which makes it read; answered by [Outcome.Done], [Outcome.Missing],
  /// [Outcome.NoSuchAction] or [Outcome.AlreadyAnswered]. The same one pressed again by the same
  /// user is done already.
  record Act(UserId user, NotificationId id, String action) implements Command {}

  /// Answered as its group was, as far as it is there; answered by [Outcome.Done] or
  /// [Outcome.Missing].
  record Close(UserId user, List<NotificationId> ids) implements Command {
    public Close {
      ids = List.copyOf(ids);
    }
  }

  /// Everything in the inbox read; answered by [Outcome.Done].
  record MarkAllRead(UserId user) implements Command {}

  /// Everything in the inbox seen; answered by [Outcome.Done].
  record MarkAllSeen(UserId user) implements Command {}

  /// Other preferences of the user; answered by [Outcome.Chosen] or [Outcome.Invalid].
  record SetPreferences(UserId user, PreferencesPatch patch) implements Command {}

  /// What is known of the user has changed outside the log; answered by [Outcome.Done] or
  /// [Outcome.Missing].
  record Refresh(UserId user) implements Command {}

  /// The user told of what was held back, where that is due; answered by [Outcome.Done] or
  /// [Outcome.Missing].
  record Recap(UserId user) implements Command {}

  /// The inbox gone with everything in it, as if there had never been one; answered by
  /// [Outcome.Done] or [Outcome.Missing].
  record Forget(UserId user) implements Command {}

  /// What was broadcast, taken in as far as it is for this user; answered by [Outcome.Done]. Every
  /// other command does it too, before its own work.
  ///
  /// @param since where they have no inbox yet, what was broadcast after that number is for them:
  ///   they were connected
  record TakeIn(UserId user, OptionalLong since) implements Command {}
}
