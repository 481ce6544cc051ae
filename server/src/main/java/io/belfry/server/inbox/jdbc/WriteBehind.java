package io.belfry.server.inbox.jdbc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;

/// Says which inboxes go to the tables when: those that the file before the journal's present one
/// speaks of have to be there before that file is needed again, and are spread over that time, a
/// few at once.
///
/// Owned by the lane's thread.
final class WriteBehind {
  /// Inboxes of one transaction: enough that a transaction pays, few enough that nobody waits long.
  private static final int AT_ONCE = 16;

  /// Unwritten sends of one inbox from which on it does not wait for its turn.
  private static final int CROWDED = 64;

  /// What has to become due before something is tried again that failed.
  private static final int PAUSE = 1_000;

  /// How much sooner than needed the draining ends.
  private static final double MARGIN = 1.25;

  private Queue<Head> filling = new ArrayDeque<>();
  private Queue<Head> draining = new ArrayDeque<>();
  private final List<Head> crowded = new ArrayList<>();
  private double perSend;
  private double due;
  private int sends;

  /// Takes in `head`, which was sent `sent` notifications just now.
  void add(Head head, int sent) {
    sends += sent;
    due += sent * (due < 0 ? 1 : perSend);
    if (head.unwritten.size() == sent) {
      filling.add(head);
    } else if (head.unwritten.size() >= CROWDED && due >= 0) {
      crowded.add(head);
    }
  }

  /// The inboxes that it is time for, in the order of the tables; often none.
  List<Head> due() {
    crowded.removeIf(head -> head.unwritten.isEmpty());
    if (due < 0) {
      return List.of();
    }
    List<Head> heads = new ArrayList<>(crowded);
    crowded.clear();
    if (due >= AT_ONCE) {
      take(draining, (int) due, heads);
      due = 0;
    }
    return sorted(heads);
  }

  /// The next few inboxes, whether or not it is time; none when there are none.
  List<Head> next() {
    List<Head> heads = new ArrayList<>();
    take(draining, AT_ONCE, heads);
    take(filling, AT_ONCE - heads.size(), heads);
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

  /// Moves at most `count` inboxes that have something unwritten to `heads`.
  private static void take(Queue<Head> from, int count, List<Head> heads) {
    int before = heads.size();
    while (!from.isEmpty() && heads.size() - before < count) {
      Head head = from.remove();
      if (!head.unwritten.isEmpty()) {
        heads.add(head);
      }
    }
  }

  private static List<Head> sorted(List<Head> heads) {
    heads.sort(Comparator.comparingLong(head -> head.n));
    return heads;
  }
}
