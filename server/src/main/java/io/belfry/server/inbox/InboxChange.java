package io.belfry.server.inbox;

import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.UserId;
import java.util.List;

/// How one inbox moved from position `from` to position `seq`: each notification once, as it stands
/// at `seq`.
///
/// @param from the position before
/// @param seq the position after
/// @param unread the unread count at `seq`
/// @param unseen the unseen count at `seq`
/// @param upserts what is new or different, newest first
/// @param removed what somebody deleted
/// @param evicted what retention took
/// @param allReadSeq the position at which everything was marked read, 0 if that did not happen
/// @param complete whether `upserts` names everything that changed; when not, a replica needs a
///   snapshot
/// @param forgotten whether the inbox is gone, with everything in it
/// @param notices what there is to tell beside
public record InboxChange(
    UserId user,
    String epoch,
    long from,
    long seq,
    int unread,
    int unseen,
    List<Notification> upserts,
    List<NotificationId> removed,
    List<NotificationId> evicted,
    long allReadSeq,
    boolean complete,
    boolean forgotten,
    Notices notices) {
  public InboxChange {
    upserts = List.copyOf(upserts);
    removed = List.copyOf(removed);
    evicted = List.copyOf(evicted);
  }

  /// Whether `notification`, one of the upserts, did not exist at `from`.
  public boolean isNew(Notification notification) {
    return notification.createdSeq() > from;
  }
}
