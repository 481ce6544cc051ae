package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.Alert;
import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.Outcome;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.policy.Channel;
import io.belfry.server.policy.Decide;
import io.belfry.server.policy.Decision;
import io.belfry.server.policy.Loudness;
import io.belfry.server.policy.Preferences;
import io.belfry.server.policy.Recipient;
import io.belfry.server.policy.Request;
import io.belfry.server.policy.Rules;
import io.belfry.server.policy.Silence;
import io.belfry.server.problem.Checked;
import java.sql.SQLException;
import java.util.Optional;

/// How a transaction decides about what it sends, and what it remembers of that.
///
/// Owned by the lane's thread.
final class Deciding {
  private final RecipientTable recipients;
  private final NotificationTable table;
  private final Rules rules;
  private final long nowMs;

  Deciding(Tables tables, Rules rules, long nowMs) {
    this.recipients = tables.recipients();
    this.table = tables.notifications();
    this.rules = rules;
    this.nowMs = nowMs;
  }

  /// Decides about `content`, which is to be sent to the inbox of `head`.
  ///
  /// @param joinsCard whether it becomes part of a card that is there already
  Decision decide(Head head, Content content, boolean joinsCard) throws SQLException {
    var request = new Request(content.traits().type(), content.priority(), joinsCard);
    return Decide.decide(request, recipients.find(head), rules, nowMs);
  }

  /// Has `notification` speak as `decision` says, and remembers that it did, or that it is held
  /// back.
  void carryOut(Move move, Notification notification, Decision decision) throws SQLException {
    Head head = move.head;
    boolean toast = decision.speaks(Channel.TOAST);
    move.alert(new Alert(notification.id(), toast, decision.speaks(Channel.SOUND)));
    if (toast) {
      interrupted(head, notification.content().traits().type());
    }
    if (decision.heldUntilMs().isPresent()) {
      hold(head, notification, decision.heldUntilMs().getAsLong());
    }
  }

  /// The same for a card that has grown, which is silent unless what joined it is urgent.
  void carryOutJoined(Move move, Notification grown, Decision decision) throws SQLException {
    if (decision.interrupts()) {
      carryOut(move, grown, decision);
    }
  }

  /// What is stored of `decision` about something that came back from a snooze.
  static int woken(Decision decision) {
    return decision.isHeld() ? decision.encoded() | Decision.WOKEN : decision.encoded();
  }

  /// `before` with other content, by the change `seq`: what was decided when it was sent stays,
  /// whatever priority it has now.
  static Notification rewritten(Notification before, Content content, long seq) {
    int decision =
        Decision.kept(before.decision(), before.content().priority(), content.priority());
    return before.withContent(content, seq).decided(decision);
  }

  /// All that is held back is told of together, when the first of it may be.
  private static void hold(Head head, Notification notification, long untilMs) {
    Attention before = head.attention;
    head.attention =
        before.recapAt() == 0
            ? before.holding(notification.createdSeq(), untilMs)
            : before.holding(
                Math.min(before.heldFrom(), notification.createdSeq()),
                Math.min(before.recapAt(), untilMs));
  }

  private void interrupted(Head head, String type) throws SQLException {
    Recipient before = recipients.find(head);
    Loudness loudness = before.loudness().plus(type, rules, nowMs);
    if (!loudness.equals(before.loudness())) {
      head.recipient = new Recipient(before.preferences(), before.zone(), loudness);
      head.attention = head.attention.withLoudness(loudness.text());
    }
  }

  /// Changes what the user of `head` chose.
  Outcome choose(Head head, Command.SetPreferences set, Moves moves) throws SQLException {
    Recipient before = recipients.find(head);
    return switch (set.patch().applyTo(before.preferences(), nowMs)) {
      case Checked.Invalid<Preferences> invalid -> new Outcome.Invalid(invalid.errors());
      case Checked.Valid<Preferences>(Preferences after) -> {
        boolean changed = !after.equals(before.preferences());
        var recipient = new Recipient(after, before.zone(), before.loudness());
        if (changed) {
          Move move = moves.touch(head);
          head.attention = head.attention.withPreferences(++head.seq);
          recipients.store(head, after);
          head.recipient = recipient;
          move.preferences(JsonBytes.of(after.json()));
          reconsider(head);
        }
        yield new Outcome.Chosen(changed, head.seq, recipient);
      }
    };
  }

  /// Says anew when the user of `head` is to hear of what is held back, who has other preferences
  /// or another zone.
  void reconsider(Head head) throws SQLException {
    if (head.attention.recapAt() != 0) {
      long untilMs = silence(head).map(Silence::untilMs).orElse(nowMs);
      head.attention = head.attention.holding(head.attention.heldFrom(), untilMs);
    }
  }

  /// Tells the user of `head` of what was held back, where that is due: once, and not of what they
  /// have read meanwhile. Whether there was anything to tell.
  boolean recap(Head head, Moves moves) throws SQLException {
    long dueMs = head.attention.recapAt();
    if (dueMs == 0 || dueMs > nowMs) {
      return false;
    }
    Move move = moves.touch(head);
    Optional<Silence> silence = silence(head);
    if (silence.isPresent()) {
      head.attention = head.attention.holding(head.attention.heldFrom(), silence.get().untilMs());
      return false;
    }
    int count = tellHeld(head);
    if (count == 0) {
      head.attention = head.attention.holdingNothing();
      return false;
    }
    head.attention = head.attention.recapped(++head.seq, count);
    move.recap(count);
    return true;
  }

  /// Counts what is held back, and notes that its user is told of it.
  private int tellHeld(Head head) throws SQLException {
    int count = 0;
    for (Notification each : table.unreadDecided(head)) {
      if (isUntold(each, head.attention)) {
        count++;
        if (isWoken(each)) {
          table.update(head, each.decided(each.decision() & ~Decision.WOKEN));
        }
      }
    }
    return count;
  }

  /// Whether `each` is held back since the last recap: it was sent or came back after that. The
  /// first that was held since then is told whatever it says, since older versions do not note that
  /// something came back.
  private static boolean isUntold(Notification each, Attention attention) {
    boolean later =
        each.createdSeq() > attention.recapSeq()
            || each.createdSeq() == attention.heldFrom()
            || (isWoken(each) && each.seq() > attention.recapSeq());
    return later
        && each.createdSeq() >= attention.heldFrom()
        && Decision.of(each.decision(), each.content().priority()).isHeld();
  }

  private static boolean isWoken(Notification notification) {
    return (notification.decision() & Decision.WOKEN) != 0;
  }

  private Optional<Silence> silence(Head head) throws SQLException {
    Recipient recipient = recipients.find(head);
    return Silence.at(recipient.preferences(), recipient.zone(), nowMs);
  }
}
