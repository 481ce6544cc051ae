package io.belfry.server.inbox;

import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.UserId;
import java.util.List;
import java.util.Optional;

/// What was answered by buttons: the list of acts, and the groups of cards that have an answer.
/// Safe for several threads; every method may block.
///
/// What it finds may not be durable yet, see [Readers].
public interface AnswerStore {
  /// At most `limit` acts after the number `after`, in their order; those of users who were
  /// forgotten are left out.
  List<Act> acts(long after, int limit);

  /// The number of the last act, 0 for none.
  long lastAct();

  /// At most `limit` groups behind `after` that are answered and not all of whose cards say so yet,
  /// those first that were answered first.
  List<Answered> open(Optional<Answered> after, int limit);

  /// At most `limit` cards of `group` behind `after`, answered or not; retention may have taken
  /// them.
  List<Card> cards(Answered group, Optional<Card> after, int limit);

  /// Notes that every card of `group` says that it is answered as `group` says.
  void closed(Answered group);

  /// Forgets at most `limit` answers that were given before `beforeMs` (epoch milliseconds) to
  /// groups whose cards all say so, and says how many.
  int forgetGroups(long beforeMs, int limit);

  /// Forgets at most `limit` acts of before `beforeMs` (epoch milliseconds), and says how many.
  int forgetActs(long beforeMs, int limit);

  /// A group that is answered.
  ///
  /// @param atMs since when, epoch milliseconds
  /// @param by the id of who answered; empty once they are forgotten
  record Answered(String key, long atMs, String by) {}

  /// A notification of a group, and whose it is.
  record Card(UserId user, NotificationId id) {}
}
