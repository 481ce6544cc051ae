package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.jdbc.Head;
import io.belfry.server.inbox.jdbc.Move;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/// Says which inboxes go to the tables when: those that the file before the journal's present one
/// speaks of have to be there before that file is needed again, and are spread over that time, a
/// few at once.
///
/// Owned by the lane's thread.
final class WriteBehind {
  /// Inboxes of one transaction: enough that a transaction pays, few enough that nobody waits long.
  private static final int AT_ONCE = 16;

  /// Sends of one transaction up to which few wait for the lane. What it writes afterwards is then
  /// small, since a send that comes just now waits for it; otherwise large, since that is cheaper.
  private static final int CALM = 4;

  /// Unwritten sends of one inbox from which on it does not wait for its turn.
  private static final int CROWDED = 64;

  private static final int CROWDED_IN_CALM = 16;

  /// What has to become due before something is tried again that failed.
  private static final int PAUSE = 1_000;

  /// How much sooner than needed the draining ends.
  private static final double MARGIN = 1.25;

  private Queue<Head> filling = new ArrayDeque<>();
  private Queue<Head> draining = new ArrayDeque<>();
  private final Queue<Head> crowded = new ArrayDeque<>();
  private double perSend;
  private double due;
  private int sends;
  private int sendsSinceAsked;

  /// Takes in what one transaction sent.
  void add(Collection<Move> moves) {
    int sent = 0;
    for (Move move : moves) {
      sent += move.sent().size();
    }
    sends += sent;
    sendsSinceAsked += sent;
    due = due < 0 ? Math.min(0, due + sent) : due + sent * perSend;
    for (Move move : moves) {
      add(move.head, move.head.unwritten.size() - move.sent().size());
    }
  }

  private void add(Head head, int before) {
    int after = head.unwritten.size();
    if (before == 0) {
      filling.add(head);
    }
    if (due >= 0 && after >= (isCalm() ? CROWDED_IN_CALM : CROWDED)) {
      crowded.add(head);
    }
  }

  private boolean isCalm() {
    return sendsSinceAsked <= CALM;
  }

  /// The inboxes that it is time for, in the order of the tables; often none. They hold no more
  /// than about twice what was sent since this was asked last, or a few: nobody is to wait for the
  /// work of many others.
  List<Head> due() {
    Set<Head> heads = new LinkedHashSet<>();
    if (due >= 0) {
      int most = isCalm() ? CROWDED_IN_CALM : Math.max(CROWDED, 2 * sendsSinceAsked);
      int taken = take(crowded, Integer.MAX_VALUE, most, heads);
      if (due >= AT_ONCE) {
        int before = heads.size();
        take(draining, (int) due, most - taken, heads);
        due = draining.isEmpty() ? 0 : due - (heads.size() - before);
      }
    }
    sendsSinceAsked = 0;
    return sorted(heads);
  }

  /// The next few inboxes, whether or not it is time; none when there are none.
  List<Head> next() {
    Set<Head> heads = new LinkedHashSet<>();
    int taken = take(draining, AT_ONCE, CROWDED, heads);
    take(filling, AT_ONCE - heads.size(), CROWDED - taken, heads);
    return sorted(heads);
  }

  /// Takes `heads` back, which could not be written, to be tried again after a while.
  void putBack(List<Head> heads) {
    draining.addAll(heads);
    due = -PAUSE;
  }

  /// Whether everything that the file before speaks of is in the tables.
  boolean isDrained() {
    while (!draining.isEmpty() && draining.element().unwritten.isEmpty()) {
      draining.remove();
    }
    return draining.isEmpty();
  }

  /// Begins to drain what was filled, nothing being left to drain.
  void swap() {
    Queue<Head> empty = draining;
    draining = filling;
    filling = empty;
    perSend = sends == 0 ? 0 : MARGIN * draining.size() / sends;
    sends = 0;
    due = 0;
  }

  /// Moves at most `count` inboxes that have something unwritten to `heads`, as long as they hold
  /// fewer than `most` sends together; returns how many sends they hold.
  private static int take(Queue<Head> from, int count, int most, Set<Head> heads) {
    int before = heads.size();
    int taken = 0;
    while (!from.isEmpty() && heads.size() - before < count && taken < most) {
      Head head = from.remove();
      if (!head.unwritten.isEmpty() && heads.add(head)) {
        taken += head.unwritten.size();
      }
    }
    return taken;
  }

  private static List<Head> sorted(Set<Head> heads) {
    return heads.stream().sorted(Comparator.comparingLong(head -> head.n)).toList();
  }
}
