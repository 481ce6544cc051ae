package io.belfry.server.inbox.jdbc;

import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The notifications of all inboxes, as a transaction changes them. What was sent comes to it by
/// [#write]; whatever else is called for an inbox expects that this was done.
public interface NotificationTable {
  /// Writes what is unwritten of `heads`.
  void write(Collection<Head> heads) throws SQLException;

  /// The notification `id` of the inbox of `head`, or null when it has none.
  @Nullable Notification find(Head head, NotificationId id) throws SQLException;

  /// The newest notification of the inbox of `head` in the group `key`, or null when it has none.
  @Nullable Notification card(Head head, String key) throws SQLException;

  /// Writes the states and the seq of `notification`.
  void update(Head head, Notification notification) throws SQLException;

  /// Writes the content, the seq and the broadcast of `notification`, and what was decided about
  /// it.
  void rewrite(Head head, Notification notification) throws SQLException;

  /// Makes a tombstone of `notification`, as the change `seq`.
  void bury(Head head, Notification notification, long seq, long nowMs) throws SQLException;

  /// Notes that the notification `id` has expired, and need not be looked for any more: it was
  /// buried, or retention had taken it.
  void expired(Head head, NotificationId id) throws SQLException;

  /// Notes that the notification `id`, which is not there any more, need not be looked for when its
  /// snooze ends.
  void awake(Head head, NotificationId id) throws SQLException;

  /// Removes everything there is of the inbox of `head`, tombstones too.
  void forget(Head head) throws SQLException;

  /// The newest unread ones, at most `limit`.
  List<Notification> unread(Head head, int limit) throws SQLException;

  /// The unread ones about which something else was decided than their priority says, without
  /// content.
  List<Notification> unreadDecided(Head head) throws SQLException;

  /// Makes every unread one read and seen.
  void readAll(Head head, long seq, long nowMs) throws SQLException;

  /// The newest unseen ones, at most `limit`.
  List<Notification> unseen(Head head, int limit) throws SQLException;

  /// Makes every unseen one seen.
  void seeAll(Head head, long seq, long nowMs) throws SQLException;
}
