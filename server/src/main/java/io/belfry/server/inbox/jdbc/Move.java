package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.Alert;
import io.belfry.server.inbox.InboxChange;
import io.belfry.server.inbox.Notices;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// How one inbox moves within one transaction: each notification once, as it stands in the end.
public final class Move {
  public final Head head;
  private final HeadState before;
  private final long writtenBefore;
  private final List<Notification> unwrittenBefore;
  private final int unwrittenCount;
  private final Map<NotificationId, Notification> upserts =
      new TreeMap<>(Comparator.reverseOrder());
  private final Set<NotificationId> removed = new LinkedHashSet<>();
  private final List<NotificationId> evicted = new ArrayList<>();
  private final Map<NotificationId, Alert> alerts = new HashMap<>(4);
  private int recap;
  private Optional<JsonBytes> preferences = Optional.empty();
  private long allReadSeq;
  private boolean complete = true;
  private boolean pastForgotten;

  public Move(Head head) {
    this.head = head;
    this.before = head.state();
    this.writtenBefore = head.writtenSeq;
    this.unwrittenBefore = head.unwritten;
    this.unwrittenCount = head.unwritten.size();
  }

  /// The `seq` that it begins with.
  public long from() {
    return before.seq();
  }

  /// What was sent, as long as no table holds it.
  public List<Notification> sent() {
    return head.unwritten.subList(unwrittenCount, head.unwritten.size());
  }

  /// Whether something is held back otherwise than before: another first one, or until another
  /// time.
  public boolean holdsOtherwise() {
    return head.attention.recapAt() != before.attention().recapAt()
        || head.attention.heldFrom() != before.attention().heldFrom();
  }

  /// Takes back what was done to the head.
  public void undo() {
    unwrittenBefore.subList(unwrittenCount, unwrittenBefore.size()).clear();
    head.unwritten = unwrittenBefore;
    head.writtenSeq = writtenBefore;
    head.become(before);
    head.isForgotten = false;
    head.recipient = null;
    head.next.clear();
  }

  void upsert(Notification notification) {
    upserts.put(notification.id(), notification);
  }

  /// Notes that `alert` is to be raised, of an upsert.
  void alert(Alert alert) {
    alerts.put(alert.id(), alert);
  }

  /// Notes that so many were held back and are now spoken of.
  void recap(int count) {
    recap = count;
  }

  /// Notes that the user has other preferences.
  void preferences(JsonBytes changed) {
    preferences = Optional.of(changed);
  }

  private void remove(NotificationId id) {
    upserts.remove(id);
    removed.add(id);
  }

  /// Counts out `notification`, of which a tombstone was made.
  void bury(Notification notification) {
    head.subtract(notification);
    head.size--;
    head.tombstones++;
    remove(notification.id());
  }

  void evict(NotificationId id) {
    upserts.remove(id);
    evicted.add(id);
  }

  /// Takes in `changed`, the newest of those that changed together; when they are more than
  /// `limit`, replicas need a snapshot.
  void upsertAll(List<Notification> changed, int limit) {
    if (changed.size() > limit) {
      complete = false;
    } else {
      changed.forEach(this::upsert);
    }
  }

  void allRead(long seq) {
    allReadSeq = seq;
  }

  /// Notes that replicas cannot be told any more what happened before this transaction.
  void forgetPast() {
    pastForgotten = true;
  }

  /// Notes that the inbox is gone.
  void forget() {
    head.become(HeadState.beginning(head.seq + 1));
    head.isForgotten = true;
    upserts.clear();
    removed.clear();
    complete = false;
  }

  /// Takes a number for what retention did, where nothing else took one, and raises the floor where
  /// the past is forgotten.
  void settle() {
    if (!moved() && !evicted.isEmpty()) {
      head.seq++;
    }
    if (pastForgotten) {
      head.floor = head.seq;
    }
  }

  boolean moved() {
    return head.seq > from();
  }

  InboxChange change(String epoch) {
    return new InboxChange(
        head.user,
        epoch,
        from(),
        head.seq,
        head.unread,
        head.unseen,
        new ArrayList<>(upserts.values()),
        new ArrayList<>(removed),
        evicted,
        allReadSeq,
        complete,
        head.isForgotten,
        new Notices(alerts(), recap, preferences));
  }

  /// The alerts of what nobody has read meanwhile, newest first.
  private List<Alert> alerts() {
    return alerts.isEmpty()
        ? List.of()
        : upserts.values().stream()
            .filter(Notification::countsAsUnread)
            .map(each -> alerts.get(each.id()))
            .filter(Objects::nonNull)
            .toList();
  }
}
