package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.jdbc.HeadState;
import io.belfry.server.inbox.jdbc.Standing;
import io.belfry.server.notification.Notification;
import java.util.List;

/// Where an inbox stands, and where its rows are.
///
/// @param inbox its number
/// @param sent what is not in its table, oldest first
record At(Standing standing, long inbox, List<Notification> sent) {
  HeadState head() {
    return standing.head();
  }

  /// Of `sent`, what was created by the changes `from` to `to`.
  List<Notification> sent(long from, long to) {
    return sent.stream()
        .filter(each -> each.createdSeq() >= from && each.createdSeq() <= to)
        .toList();
  }
}
