package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.notification.Buttons;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.JsonText;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.Press;
import io.belfry.server.user.UserId;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What buttons do within one transaction: the first answer stands, for a card and for its group.
///
/// Owned by the lane's thread.
final class Answering {
  private final ActionTable actions;
  private final NotificationTable table;
  private final long nowMs;

  Answering(Tables tables, long nowMs) {
    this.actions = tables.actions();
    this.table = tables.notifications();
    this.nowMs = nowMs;
  }

  /// `content` of a new card, answered where its group is.
  Content begun(Content content) throws SQLException {
    Press press = answerOf(content.traits().actionGroup());
    return press == null ? content : content.answered(press);
  }

  /// What becomes of `card`, of the inbox of `head`, by `act`.
  ///
  /// @param alter begins the move of an inbox
  Outcome act(Command.Act act, Head head, Notification card, Function<Head, Move> alter)
      throws SQLException {
    Buttons buttons = Buttons.of(card.content().json());
    if (!buttons.actions().contains(act.action())) {
      return new Outcome.NoSuchAction(buttons.actions());
    }
    Press before = buttons.press().orElse(null);
    if (before == null) {
      before = answerOf(buttons.group());
    }
    String user = act.user().value();
    if (before != null) {
      return before.isOf(user, act.action())
          ? Transaction.done(head, false)
          : new Outcome.AlreadyAnswered(before);
    }
    var press = new Press(act.action(), nowMs, user);
    if (!buttons.group().isEmpty()) {
      actions.insert(buttons.group(), press);
    }
    actions.append(press, event(card, buttons, press));
    Move move = alter.apply(head);
    long readAt = card.isRead() ? card.readAt() : nowMs;
    Notification answered =
        card.withRead(readAt, ++head.seq).withContent(card.content().answered(press), head.seq);
    head.subtract(card);
    head.add(answered);
    table.update(head, answered);
    table.rewrite(head, answered);
    move.upsert(answered);
    return Transaction.done(head, true);
  }

  /// Has `card`, of the inbox of `head`, say how its group was answered; false where it says so
  /// already, or there is no answer.
  ///
  /// @param alter begins the move of an inbox
  boolean close(Head head, Notification card, Function<Head, Move> alter) throws SQLException {
    Buttons buttons = Buttons.of(card.content().json());
    Press press = answerOf(buttons.group());
    if (press == null || Optional.of(press).equals(buttons.press())) {
      return false;
    }
    Move move = alter.apply(head);
    Notification closed = card.withContent(card.content().answered(press), ++head.seq);
    table.rewrite(head, closed);
    move.upsert(closed);
    return true;
  }

  /// Leaves nothing of `user`, who is forgotten, in what was answered.
  void forget(UserId user) throws SQLException {
    actions.forget(user);
  }

  private @Nullable Press answerOf(String group) throws SQLException {
    return group.isEmpty() ? null : actions.find(group);
  }

  private static JsonBytes event(Notification card, Buttons buttons, Press press) {
    var json = new StringBuilder(192 + buttons.data().length());
    json.append("{\"id\":\"").append(card.id());
    json.append("\",\"userId\":").append(JsonText.quote(press.by()));
    json.append(",\"action\":").append(JsonText.quote(press.action()));
    if (!buttons.group().isEmpty()) {
      json.append(",\"actionGroup\":").append(JsonText.quote(buttons.group()));
    }
    if (!buttons.broadcast().isEmpty()) {
      json.append(",\"broadcast\":").append(JsonText.quote(buttons.broadcast()));
    }
    json.append(",\"at\":").append(press.atMs());
    // Between its tokens JSON may have ends of lines, within them not.
    String data = buttons.data().replace('\n', ' ').replace('\r', ' ');
    return JsonBytes.of(json.append(",\"data\":").append(data).append('}').toString());
  }
}
