package io.belfry.server.inbox.jdbc;

import io.belfry.server.notification.Content;
import io.belfry.server.notification.Notification;
import io.belfry.server.policy.Card;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How what is sent to a group grows the card that is there, within one transaction.
///
/// Owned by the lane's thread.
final class Cards {
  private final NotificationTable table;
  private final Moves moves;
  private final long nowMs;

  Cards(Tables tables, Moves moves, long nowMs) {
    this.table = tables.notifications();
    this.moves = moves;
    this.nowMs = nowMs;
  }

  /// The card of the inbox of `head` that `content` is to join, or null when it stands by itself.
  @Nullable Notification open(Head head, Content content) throws SQLException {
    String key = content.traits().group();
    if (key.isEmpty()) {
      return null;
    }
    if (!head.unwritten.isEmpty()) {
      moves.touch(head);
      table.write(List.of(head));
    }
    Notification card = table.card(head, key);
    return card != null && Card.isOpen(card, nowMs) ? card : null;
  }

  /// `content` as that of a new card, where it is of a group.
  Content begun(Content content) {
    return content.traits().group().isEmpty() ? content : Card.begun(content, nowMs);
  }

  /// `card` with `content` joined.
  Notification join(Move move, Notification card, Content content) throws SQLException {
    Head head = move.head;
    Notification grown = card.withContent(Card.joined(card.content(), content, nowMs), ++head.seq);
    table.rewrite(head, grown);
    move.upsert(grown);
    return grown;
  }
}
