package io.belfry.server.inbox.jdbc;

import io.belfry.server.notification.Notification;
import io.belfry.server.user.UserId;

/// The head of one inbox: its position, its counts, and which part of its rows is what. Owned by
/// the lane's thread.
final class Head {
  /// The columns of the inbox table, in the order of [Heads].
  static final String COLUMNS =
      "n, user_id, seq, floor, unread, unseen, size, tombstones, oldest, evicted, mark_oldest,"
          + " mark_seq";

  static final int COLUMN_COUNT = 12;

  final long n;
  final UserId user;
  long seq;
  long floor;
  int unread;
  int unseen;
  int size;
  int tombstones;
  long oldest;
  int evicted;
  long markOldest;
  long markSeq;

  Head(long n, UserId user) {
    this.n = n;
    this.user = user;
  }

  /// The key of the row that the change `createdSeq` of this inbox created.
  long key(long createdSeq) {
    return Rows.key(n, createdSeq);
  }

  /// The lowest key of what retention has not taken.
  long firstKey() {
    return key(oldest);
  }

  /// The highest key that this inbox can have.
  long lastKey() {
    return key(Rows.MAX_CREATED_SEQ);
  }

  /// Counts `notification` in.
  void add(Notification notification) {
    unread += notification.countsAsUnread() ? 1 : 0;
    unseen += notification.countsAsUnseen() ? 1 : 0;
  }

  /// Counts `notification`, as it was before, out.
  void subtract(Notification notification) {
    unread -= notification.countsAsUnread() ? 1 : 0;
    unseen -= notification.countsAsUnseen() ? 1 : 0;
  }
}
