package io.belfry.server.inbox.jdbc;

import io.belfry.server.notification.Notification;
import io.belfry.server.user.UserId;
import java.util.ArrayDeque;
import java.util.Queue;

/// The head of one inbox: its position, its counts, and which part of its rows is what.
///
/// Not safe for several threads.
final class Head {
  final long n;
  final UserId user;

  /// Number of the last change.
  long seq;

  /// Deltas start here at the earliest: what was before is forgotten.
  long floor;

  int unread;
  int unseen;

  /// Notifications that are there.
  int size;

  /// Rows of deleted ones, at or above `oldest`.
  int tombstones;

  /// The number of creation below which retention has taken everything.
  long oldest;

  /// Rows below `oldest`, which are still there for replicas.
  int evicted;

  /// `oldest` and `seq` when such rows were last forgotten.
  long markOldest;

  long markSeq;

  /// The next rows that retention will take, as far as they were read already. Only sends leave
  /// them true.
  final Queue<RetentionTable.OldRow> next = new ArrayDeque<>(0);

  /// One of an inbox that has nothing yet.
  Head(long n, UserId user) {
    this.n = n;
    this.user = user;
  }

  /// One as it was stored: its `seq`, and its [#numbers].
  Head(long n, UserId user, long seq, String numbers) {
    this(n, user);
    String[] stored = numbers.substring(1, numbers.length() - 1).split(",", -1);
    this.seq = seq;
    this.floor = Long.parseLong(stored[0]);
    this.unread = Integer.parseInt(stored[1]);
    this.unseen = Integer.parseInt(stored[2]);
    this.size = Integer.parseInt(stored[3]);
    this.tombstones = Integer.parseInt(stored[4]);
    this.oldest = Long.parseLong(stored[5]);
    this.evicted = Integer.parseInt(stored[6]);
    this.markOldest = Long.parseLong(stored[7]);
    this.markSeq = Long.parseLong(stored[8]);
  }

  /// Everything but `seq`, as a JSON array.
  String numbers() {
    return "["
        + (floor + "," + unread + "," + unseen + "," + size + "," + tombstones + ",")
        + (oldest + "," + evicted + "," + markOldest + "," + markSeq + "]");
  }

  /// The key of the head's own row.
  long ownKey() {
    return n << 32 | Rows.HEAD;
  }

  /// The key of the row that the change `createdSeq` of this inbox created.
  long key(long createdSeq) {
    return Rows.key(n, createdSeq);
  }

  /// The lowest key of what retention has not taken.
  long firstKey() {
    return key(oldest);
  }

  /// The highest key that a notification of this inbox can have.
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
