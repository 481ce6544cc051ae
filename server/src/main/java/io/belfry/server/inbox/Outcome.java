package io.belfry.server.inbox;

import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Press;
import io.belfry.server.policy.Decision;
import io.belfry.server.policy.DecisionJson;
import io.belfry.server.policy.Recipient;
import io.belfry.server.problem.FieldError;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import java.util.List;

/// What became of a [Command]. All but [Failed] are durable when they are told.
public sealed interface Outcome {
  /// What became of a send, now or earlier under the same idempotency key.
  sealed interface Answer extends Outcome {
    /// The one of which [#id] and [#json] were kept.
    static Answer kept(NotificationId id, JsonBytes json) {
      return id.equals(Suppressed.NO_ID) ? new Suppressed(json) : new Sent(id, json);
    }

    /// The notification's, where there is one.
    NotificationId id();

    /// What the sender is told.
    JsonBytes json();
  }

  /// Stored. `json` is the notification as it was created, or what is told of one that waits, see
  /// [Later#told].
  record Sent(NotificationId id, JsonBytes json) implements Answer {}

  /// Not stored: it is not to be shown in the app, as its user or the operator has it. `json` is
  /// `{suppressed: true, channels}`, see [DecisionJson].
  record Suppressed(JsonBytes json) implements Answer {
    private static final NotificationId NO_ID = new NotificationId(0, 0);

    public Suppressed(Decision decision) {
      this(JsonBytes.of("{\"suppressed\":true,\"channels\":" + DecisionJson.of(decision) + "}"));
    }

    @Override
    public NotificationId id() {
      return NO_ID;
    }
  }

  /// The user's preferences are what was asked for, or were so already (`changed` false).
  record Chosen(boolean changed, long seq, Recipient recipient) implements Outcome {}

  /// What was asked for cannot be; nothing was changed.
  record Invalid(List<FieldError> errors) implements Outcome {
    public Invalid {
      errors = List.copyOf(errors);
    }
  }

  /// Done, or was so already (`changed` false): the inbox's position and counts afterwards.
  record Done(boolean changed, long seq, int unread, int unseen) implements Outcome {}

  /// The inbox has no such notification.
  record Missing() implements Outcome {}

  /// The notification has no such button, but `actions`.
  record NoSuchAction(List<String> actions) implements Outcome {
    public NoSuchAction {
      actions = List.copyOf(actions);
    }

    /// What whoever pressed it is told.
    public Problem problem() {
      return Problem.of(
          ProblemCode.UNKNOWN_ACTION,
          actions.isEmpty()
              ? "This notification has no actions."
              : "This notification has no such action, but " + String.join(", ", actions) + ".");
    }
  }

  /// Somebody was first, on another device or as another recipient.
  record AlreadyAnswered(Press press) implements Outcome {}

  /// The idempotency key was used for another body.
  record Mismatch() implements Outcome {}

  /// A time does not lie ahead, or too far: of what was to be sent, see [Content#canBeSent], that
  /// of its expiry; of what was to be snoozed, see [Ahead], that of its return.
  record NotAhead() implements Outcome {}

  /// It cannot be scheduled.
  record NotScheduled(Unschedulable why) implements Outcome {}

  /// Nothing was changed; `code` says why.
  record Failed(ProblemCode code) implements Outcome {}
}
