package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.Broadcast;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationIds;
import io.belfry.server.notification.Traits;
import io.belfry.server.policy.Card;
import io.belfry.server.policy.Channel;
import io.belfry.server.policy.Decision;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How inboxes take in what was broadcast: each gets its own copy, in the place that it has by its
/// time, once.
///
/// Owned by the lane's thread.
final class Intake {
  private final BroadcastTable broadcasts;
  private final NotificationTable table;
  private final Answering answering;
  private final Cards cards;
  private final NotificationIds ids;
  private final Deciding deciding;
  private final int window;
  private final long nowMs;

  /// @param window changes of one inbox at once that are told one by one
  Intake(
      Tables tables,
      Answering answering,
      Cards cards,
      Deciding deciding,
      NotificationIds ids,
      int window,
      long nowMs) {
    this.broadcasts = tables.broadcasts();
    this.table = tables.notifications();
    this.answering = answering;
    this.cards = cards;
    this.ids = ids;
    this.deciding = deciding;
    this.window = window;
    this.nowMs = nowMs;
  }

  /// Has the inbox of `head` take in what it has not; whether there was anything to look at.
  boolean takeIn(Head head, Moves moves) throws SQLException {
    if (head.heard >= broadcasts.last()) {
      return false;
    }
    BroadcastTable.Pending pending = broadcasts.pending(head, nowMs);
    if (!pending.isEmpty()) {
      Move move = moves.alter(head);
      // A card is edited or recalled before others join it.
      for (BroadcastTable.Changed changed : pending.changed()) {
        change(move, changed);
      }
      List<Notification> copies = new ArrayList<>(pending.sent().size());
      for (Broadcast broadcast : pending.sent()) {
        copy(move, broadcast).ifPresent(copies::add);
      }
      move.upsertAll(copies, window);
    }
    head.heard = broadcasts.last();
    return !pending.isEmpty();
  }

  /// The copy of `broadcast`, or the card that it joins; nothing where it is not to be shown. What
  /// joins a card is no copy, nor is a card that others join: no edit and no recall reaches it.
  private Optional<Notification> copy(Move move, Broadcast broadcast) throws SQLException {
    Head head = move.head;
    Content content = known(broadcast.content().orElseThrow());
    long atMs = broadcast.id().timestamp();
    Notification card = cards.open(head, content, atMs);
    Decision decision = deciding.decide(head, content, card != null);
    if (!decision.speaks(Channel.IN_APP)) {
      return Optional.empty();
    }
    if (card != null) {
      Notification grown = cards.join(move, card, content, decision, atMs);
      deciding.carryOutJoined(move, grown, decision);
      return Optional.of(grown);
    }
    var notification =
        Notification.copied(
                ids.copy(atMs, head.user.hashCode(), head.lastOrder),
                ++head.seq,
                answering.begun(cards.begun(content, atMs)),
                broadcast.number())
            .decided(decision.encoded());
    head.send(notification);
    deciding.carryOut(move, notification, decision);
    return Optional.of(notification);
  }

  private void change(Move move, BroadcastTable.Changed changed) throws SQLException {
    Head head = move.head;
    Notification copy = changed.copy();
    if (!Card.isAlone(copy.content())) {
      // A node of an older version joined it, and left it a copy.
      table.rewrite(head, copy.detached());
    } else if (changed.now().isPresent()) {
      Content now = cards.begun(known(changed.now().get()), copy.id().timestamp());
      Notification after = Deciding.rewritten(copy, now.answeredAs(copy.content()), ++head.seq);
      table.rewrite(head, after);
      move.upsert(after);
    } else {
      table.bury(head, copy, ++head.seq, nowMs);
      move.bury(copy);
    }
  }

  /// `content` with its traits, which its row does not have.
  private static Content known(Content content) {
    return content.with(Traits.of(content.json()));
  }
}
