package io.belfry.server.inbox.jdbc;

import io.belfry.server.notification.Notification;
import io.belfry.server.user.UserId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// The head of one inbox, which changes with it: its position, its counts, and which part of its
/// rows is what; see [HeadState].
///
/// Not safe for several threads.
final class Head {
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

  /// `seq` as the tables have it.
  long writtenSeq;

  /// What was sent since `writtenSeq`, oldest first: in the journal, and in no table yet.
  List<Notification> unwritten = new ArrayList<>(0);

  /// The next rows that retention will take, as far as they were read already. Only sends leave
  /// them true.
  final Queue<RetentionTable.OldRow> next = new ArrayDeque<>(0);

  Head(long n, UserId user, HeadState state) {
    this.n = n;
    this.user = user;
    this.writtenSeq = state.seq();
    become(state);
  }

  /// What it says now.
  HeadState state() {
    return new HeadState(
        seq, floor, unread, unseen, size, tombstones, oldest, evicted, markOldest, markSeq);
  }

  /// Says what `state` says.
  void become(HeadState state) {
    seq = state.seq();
    floor = state.floor();
    unread = state.unread();
    unseen = state.unseen();
    size = state.size();
    tombstones = state.tombstones();
    oldest = state.oldest();
    evicted = state.evicted();
    markOldest = state.markOldest();
    markSeq = state.markSeq();
  }

  /// Counts a new notification in, which the journal is to hold until the tables do.
  ///
  /// @throws IllegalStateException when the inbox has no numbers left
  void send(Notification notification) {
    var unused = key(notification.createdSeq());
    size++;
    add(notification);
    unwritten.add(notification);
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
