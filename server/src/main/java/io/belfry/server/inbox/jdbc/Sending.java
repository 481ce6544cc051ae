package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.IdempotencyKey;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationIds;
import io.belfry.server.notification.NotificationJson;
import io.belfry.server.policy.Channel;
import io.belfry.server.policy.Decision;
import java.sql.SQLException;
import java.util.Optional;

/// How a transaction sends.
///
/// Owned by the lane's thread.
final class Sending {
  private final Heads heads;
  private final IdempotencyTable idempotency;
  private final Intake intake;
  private final Answering answering;
  private final Deciding deciding;
  private final NotificationIds ids;
  private final Moves moves;
  private final long nowMs;

  Sending(
      Tables tables,
      Intake intake,
      Answering answering,
      Deciding deciding,
      NotificationIds ids,
      Moves moves,
      long nowMs) {
    this.heads = tables.heads();
    this.idempotency = tables.idempotency();
    this.intake = intake;
    this.answering = answering;
    this.deciding = deciding;
    this.ids = ids;
    this.moves = moves;
    this.nowMs = nowMs;
  }

  /// Sends, or says what was answered under its key before.
  Outcome sendOnce(Command.Send send) throws SQLException {
    Optional<IdempotencyKey> key = send.idempotencyKey();
    Outcome before = key.isPresent() ? idempotency.find(key.get()) : null;
    if (before != null) {
      return before;
    }
    if (!send.content().canBeSent(nowMs)) {
      return new Outcome.NotAhead();
    }
    Outcome.Answer answer = send(send);
    if (key.isPresent()) {
      idempotency.insert(key.get(), answer, nowMs);
    }
    return answer;
  }

  private Outcome.Answer send(Command.Send send) throws SQLException {
    Head head = heads.findOrBegin(send.user());
    if (head.isNew) {
      moves.touch(head);
    }
    intake.takeIn(head, moves);
    Decision decision = deciding.decide(head, send.content(), false);
    return decision.speaks(Channel.IN_APP)
        ? create(head, send, decision)
        : new Outcome.Suppressed(decision);
  }

  private Outcome.Sent create(Head head, Command.Send send, Decision decision) throws SQLException {
    Move move = moves.touch(head);
    var notification =
        Notification.created(
                ids.next(nowMs, head.lastOrder), ++head.seq, answering.begun(send.content()))
            .decided(decision.encoded());
    head.send(notification);
    move.upsert(notification);
    deciding.carryOut(move, notification, decision);
    return new Outcome.Sent(notification.id(), NotificationJson.of(notification));
  }
}
