package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.IdempotencyKey;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationIds;
import io.belfry.server.notification.NotificationJson;
import io.belfry.server.policy.Channel;
import io.belfry.server.policy.Decision;
import io.belfry.server.user.UserId;
import java.sql.SQLException;
import java.util.Optional;

/// How a transaction sends.
///
/// Owned by the lane's thread.
final class Sending {
  private final IdempotencyTable idempotency;
  private final Finding finding;
  private final Answering answering;
  private final Cards cards;
  private final Deciding deciding;
  private final NotificationIds ids;
  private final Moves moves;
  private final long nowMs;

  Sending(
      Tables tables,
      Finding finding,
      Answering answering,
      Cards cards,
      Deciding deciding,
      NotificationIds ids,
      Moves moves,
      long nowMs) {
    this.idempotency = tables.idempotency();
    this.finding = finding;
    this.answering = answering;
    this.cards = cards;
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
    Outcome.Answer answer = send(send.user(), send.content());
    if (key.isPresent()) {
      idempotency.insert(key.get(), answer, nowMs);
    }
    return answer;
  }

  /// Sends `content` to `user`, as far as it is to be shown.
  Outcome.Answer send(UserId user, Content content) throws SQLException {
    Head head = finding.findOrBegin(user);
    Notification card = cards.open(head, content, nowMs);
    Decision decision = deciding.decide(head, content, card != null);
    if (!decision.speaks(Channel.IN_APP)) {
      return new Outcome.Suppressed(decision);
    }
    Notification notification =
        card == null ? create(head, content, decision) : join(head, card, content, decision);
    return new Outcome.Sent(notification.id(), NotificationJson.of(notification));
  }

  private Notification join(Head head, Notification card, Content content, Decision decision)
      throws SQLException {
    Move move = moves.alter(head);
    Notification grown = cards.join(move, card, content, decision, nowMs);
    deciding.carryOutJoined(move, grown, decision);
    return grown;
  }

  private Notification create(Head head, Content sent, Decision decision) throws SQLException {
    Move move = moves.touch(head);
    Content content = answering.begun(cards.begun(sent, nowMs));
    var notification =
        Notification.created(ids.next(nowMs, head.lastOrder), ++head.seq, content)
            .decided(decision.encoded());
    head.send(notification);
    move.upsert(notification);
    deciding.carryOut(move, notification, decision);
    return notification;
  }
}
