package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.CatchUp;
import io.belfry.server.inbox.InboxChange;
import io.belfry.server.inbox.Notices;
import io.belfry.server.inbox.Page;
import io.belfry.server.inbox.Position;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.user.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Where an inbox stands, and what readers make of the rows that they find there.
public record Standing(String epoch, HeadState head) {
  /// Where somebody stands who has no inbox: behind all inboxes that were ever forgotten, theirs
  /// among them perhaps, so that no replica of one takes what comes for a part of it.
  ///
  /// @param forgotten how far these had come
  public static Standing withoutInbox(String epoch, long forgotten) {
    return new Standing(epoch, HeadState.beginning(forgotten));
  }

  public Position position() {
    return new Position(epoch, head.seq());
  }

  /// Whether this inbox still knows everything that changed after `since`.
  public boolean reaches(Position since) {
    return since.epoch().equals(epoch) && since.seq() >= head.floor() && since.seq() <= head.seq();
  }

  /// What changed in `user`'s inbox after `since`; nothing when that is more than `window`
  /// notifications.
  public Optional<InboxChange> delta(UserId user, Position since, int window, Missed missed) {
    List<Notification> upserts = new ArrayList<>(missed.changed);
    for (Notification each : missed.created) {
      if (each.seq() == each.createdSeq()) {
        upserts.add(each);
      }
    }
    if (upserts.size() + missed.removed.size() > window) {
      return Optional.empty();
    }
    upserts.sort(Comparator.comparing(Notification::id).reversed());
    return Optional.of(
        new InboxChange(
            user,
            epoch,
            since.seq(),
            head.seq(),
            head.unread(),
            head.unseen(),
            upserts,
            missed.removed,
            missed.evicted,
            0,
            true,
            false,
            notices(since, missed.preferences)));
  }

  /// The inbox anew, of `newest`, which has one more than `window` where there are more.
  ///
  /// @param since where the replica stands, null for nowhere
  /// @param preferences the user's, as a JSON object
  public CatchUp.Snapshot snapshot(
      List<Notification> newest, int window, @Nullable Position since, String preferences) {
    boolean more = newest.size() > window;
    Notices missed =
        since != null && since.epoch().equals(epoch) ? notices(since, preferences) : Notices.NONE;
    return new CatchUp.Snapshot(
        position(),
        head.unread(),
        head.unseen(),
        more ? newest.subList(0, window) : newest,
        more,
        new Notices(List.of(), missed.recap(), Optional.of(JsonBytes.of(preferences))));
  }

  /// What is still to be told of what happened after `since`, beside notifications.
  private Notices notices(Position since, String preferences) {
    Attention attention = head.attention();
    return new Notices(
        List.of(),
        attention.recapSeq() > since.seq() ? attention.recap() : 0,
        attention.preferencesSeq() > since.seq()
            ? Optional.of(JsonBytes.of(preferences))
            : Optional.empty());
  }

  /// The page of what was found, and what continues it.
  public Page page(List<Notification> found, OptionalLong next) {
    return new Page(position(), head.unread(), head.unseen(), found, next);
  }

  /// What happened in an inbox after some position.
  ///
  /// @param changed what was there before, or was created and then changed; live
  /// @param removed what somebody deleted
  /// @param created the newest that were created, changed or not
  /// @param evicted what retention may have taken: not always was all of it there, but none that
  ///   was is left out
  /// @param preferences of the user, as a JSON object, changed or not
  public record Missed(
      List<Notification> changed,
      List<NotificationId> removed,
      List<Notification> created,
      List<NotificationId> evicted,
      String preferences) {
    public Missed {
      changed = List.copyOf(changed);
      removed = List.copyOf(removed);
      created = List.copyOf(created);
      evicted = List.copyOf(evicted);
    }
  }
}
