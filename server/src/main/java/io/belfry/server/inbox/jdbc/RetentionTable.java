package io.belfry.server.inbox.jdbc;

import io.belfry.server.notification.Notification;
import java.sql.SQLException;
import java.util.List;

/// The notifications of all inboxes as retention sees them: what is oldest, and what may be
/// forgotten.
///
/// Taking the oldest writes no row: it moves [Head#oldest]. What lies below stays for a while, so
/// that replicas can be told of it, and then goes in one piece.
public interface RetentionTable {
  /// Takes the oldest row that retention has not taken yet, a tombstone maybe, out of [Head#next].
  OldRow takeOldest(Head head) throws SQLException;

  /// Forgets what was evicted before the last mark, and sets the mark anew: replicas that stood
  /// before it need a snapshot.
  void forgetEvicted(Head head) throws SQLException;

  /// Forgets the tombstones of `head`, all but the last `keep`, and raises its floor accordingly.
  void forgetTombstones(Head head, int keep) throws SQLException;

  /// At most `limit` rows of any inbox created before `order`, oldest first.
  List<Aged> aged(long order, int limit) throws SQLException;

  /// Forgets one row of the inbox of `head`.
  void forget(Head head, OldRow row) throws SQLException;

  /// An old row: its notification without content, and whether it is a tombstone.
  record OldRow(Notification notification, boolean tombstone) {}

  /// An old row and the head of its inbox.
  record Aged(Head head, OldRow row) {}
}
