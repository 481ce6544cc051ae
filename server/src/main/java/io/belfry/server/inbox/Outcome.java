package io.belfry.server.inbox;

import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.problem.ProblemCode;

/// What became of a [Command]. All but [Failed] are durable when they are told.
public sealed interface Outcome {
  /// Stored (or stored earlier, under the same idempotency key). `json` is the notification as it
  /// was created.
  record Sent(NotificationId id, JsonBytes json) implements Outcome {}

  /// Done, or was so already (`changed` false): the inbox's position and counts afterwards.
  record Done(boolean changed, long seq, int unread, int unseen) implements Outcome {}

  /// The inbox has no such notification.
  record Missing() implements Outcome {}

  /// The idempotency key was used for another body.
  record Mismatch() implements Outcome {}

  /// What was to be sent has expired, or would too late; see [Content#canBeSent].
  record NotAhead() implements Outcome {}

  /// Nothing was changed; `code` says why.
  record Failed(ProblemCode code) implements Outcome {}
}
