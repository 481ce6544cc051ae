package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.Command;
import io.belfry.server.notification.Notification;
import io.belfry.server.policy.Recipient;
import io.belfry.server.user.UserId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// The head of one inbox, which changes with it: its position, its counts, and which part of its
/// rows is what; see [HeadState].
///
/// Not safe for several threads.
public final class Head {
  /// The highest number of a change that can create a notification.
  public static final long MAX_CREATED_SEQ = (1L << 32) - 2;

  /// What the tables know the inbox by, beside its user.
  public final long n;

  public final UserId user;

  public long seq;
  public long floor;
  public int unread;
  public int unseen;
  public int size;
  public int tombstones;
  public long oldest;
  public int evicted;
  public long markOldest;
  public long markSeq;
  public long lastOrder;
  public long heard;
  public Attention attention;

  /// What is known of its user, where that was asked already.
  public @Nullable Recipient recipient;

  /// Whether it was begun in the transaction that is under way.
  public boolean isNew;

  /// Whether it is gone with its inbox, and must not be written again.
  public boolean isForgotten;

  /// `seq` as the tables have it.
  public long writtenSeq;

  /// What was sent since `writtenSeq`, oldest first: in the journal, and in no table yet.
  public List<Notification> unwritten = new ArrayList<>(0);

  /// The next rows that retention will take, as far as they were read already. Only sends leave
  /// them true.
  public final Queue<RetentionTable.OldRow> next = new ArrayDeque<>(0);

  public Head(long n, UserId user, HeadState state) {
    this.n = n;
    this.user = user;
    this.writtenSeq = state.seq();
    this.attention = state.attention();
    become(state);
  }

  /// What it says now.
  public HeadState state() {
    return new HeadState(
        seq,
        floor,
        unread,
        unseen,
        size,
        tombstones,
        oldest,
        evicted,
        markOldest,
        markSeq,
        lastOrder,
        heard,
        attention);
  }

  /// Says what `state` says.
  public void become(HeadState state) {
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
    lastOrder = state.lastOrder();
    heard = state.heard();
    attention = state.attention();
  }

  /// Counts a new notification in, which the journal is to hold until the tables do.
  ///
  /// @throws IllegalStateException when the inbox has no numbers left
  public void send(Notification notification) {
    if (notification.createdSeq() > MAX_CREATED_SEQ) {
      throw new IllegalStateException("an inbox has no numbers left");
    }
    size++;
    lastOrder = notification.id().order();
    add(notification);
    unwritten.add(notification);
  }

  /// Has it hear what was broadcast since its user is connected, as `in` says, where it was begun
  /// only now.
  public void isConnectedSince(Command.TakeIn in) {
    if (isNew && seq == floor) {
      heard = Math.min(heard, in.since().orElse(heard));
    }
  }

  /// Counts `notification` in.
  public void add(Notification notification) {
    unread += notification.countsAsUnread() ? 1 : 0;
    unseen += notification.countsAsUnseen() ? 1 : 0;
  }

  /// Counts `notification`, as it was before, out.
  public void subtract(Notification notification) {
    unread -= notification.countsAsUnread() ? 1 : 0;
    unseen -= notification.countsAsUnseen() ? 1 : 0;
  }
}
