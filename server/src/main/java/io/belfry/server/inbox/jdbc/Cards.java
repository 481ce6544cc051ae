package io.belfry.server.inbox.jdbc;

import io.belfry.server.notification.Content;
import io.belfry.server.notification.Notification;
import io.belfry.server.policy.Card;
import io.belfry.server.policy.Decision;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How what is sent to a group grows the card that is there, within one transaction.
///
/// Owned by the lane's thread.
final class Cards {
  private final NotificationTable table;
  private final Moves moves;

  Cards(Tables tables, Moves moves) {
    this.table = tables.notifications();
    this.moves = moves;
  }

  /// The card of the inbox of `head` that `content`, sent at `atMs`, is to join, or null when it
  /// stands by itself.
  @Nullable Notification open(Head head, Content content, long atMs) throws SQLException {
    String key = content.traits().group();
    if (key.isEmpty()) {
      return null;
    }
    if (!head.unwritten.isEmpty()) {
      moves.touch(head);
      table.write(List.of(head));
    }
    Notification card = table.card(head, key);
    return card != null && Card.isOpen(card, atMs) ? card : null;
  }

  /// `content`, sent at `atMs`, as that of a new card, where it is of a group.
  Content begun(Content content, long atMs) {
    return content.traits().group().isEmpty() ? content : Card.begun(content, atMs);
  }

  /// `card` with `content`, sent at `atMs`, joined. What a broadcast began is no copy of it any
  /// more. What was decided when it began stays, unless `decision` is to interrupt after all.
  Notification join(Move move, Notification card, Content content, Decision decision, long atMs)
      throws SQLException {
    Head head = move.head;
    Content joined = Card.joined(card.content(), content, atMs);
    Notification grown = Deciding.rewritten(card, joined, ++head.seq).detached();
    if (decision.interrupts()) {
      grown = grown.decided(decision.encoded());
    }
    table.rewrite(head, grown);
    move.upsert(grown);
    return grown;
  }
}
