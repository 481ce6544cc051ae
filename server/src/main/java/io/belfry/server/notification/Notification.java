package io.belfry.server.notification;

/// A notification as it stands in an inbox.
///
/// @param id its name, and when it was created
/// @param seq the inbox's number of its last change
/// @param createdSeq the inbox's number of its creation
/// @param readAt when it was read, epoch milliseconds; 0 while it is not
/// @param seenAt when it was seen, epoch milliseconds; 0 while it is not
/// @param archivedAt when it was archived, epoch milliseconds; 0 while it is not
/// @param snoozedUntil when it comes back to the inbox, epoch milliseconds; 0 while it is there
/// @param content what the sender wrote
/// @param broadcast the number of the broadcast that it is a copy of; 0 when it was sent by itself,
///   or others have joined it. Only stores know it
/// @param decision what was decided about it when it was sent, as one number; 0 for just what its
///   priority says. Only stores know it
public record Notification(
    NotificationId id,
    long seq,
    long createdSeq,
    long readAt,
    long seenAt,
    long archivedAt,
    long snoozedUntil,
    Content content,
    long broadcast,
    int decision) {

  /// A new one, unread and unseen.
  public static Notification created(NotificationId id, long seq, Content content) {
    return copied(id, seq, content, 0);
  }

  /// A new copy of the broadcast of that number, unread and unseen.
  public static Notification copied(NotificationId id, long seq, Content content, long broadcast) {
    return new Notification(id, seq, seq, 0, 0, 0, 0, content, broadcast, 0);
  }

  /// The same, about which that was decided.
  public Notification decided(int newDecision) {
    return newDecision == decision
        ? this
        : with(seq, readAt, seenAt, archivedAt, snoozedUntil, content, newDecision);
  }

  public boolean isRead() {
    return readAt != 0;
  }

  public boolean isSeen() {
    return seenAt != 0;
  }

  public boolean isArchived() {
    return archivedAt != 0;
  }

  public boolean isSnoozed() {
    return snoozedUntil != 0;
  }

  /// Whether the badge counts it: not read, and in the inbox.
  public boolean countsAsUnread() {
    return readAt == 0 && isInInbox();
  }

  /// Whether it counts as new since the panel was last opened: not seen, and in the inbox.
  public boolean countsAsUnseen() {
    return seenAt == 0 && isInInbox();
  }

  private boolean isInInbox() {
    return archivedAt == 0 && snoozedUntil == 0;
  }

  /// The same, read (and therefore seen) at `at`, or unread again when `at` is 0.
  public Notification withRead(long at, long newSeq) {
    long seen = at != 0 && seenAt == 0 ? at : seenAt;
    return with(newSeq, at, seen, archivedAt, snoozedUntil, content, decision);
  }

  /// The same, seen at `at`.
  public Notification withSeen(long at, long newSeq) {
    return with(newSeq, readAt, at, archivedAt, snoozedUntil, content, decision);
  }

  /// The same, archived at `at` and not snoozed, or back in the inbox when `at` is 0.
  public Notification withArchived(long at, long newSeq) {
    return with(newSeq, readAt, seenAt, at, at == 0 ? snoozedUntil : 0, content, decision);
  }

  /// The same, snoozed until then and not archived, or not snoozed any more when that is 0.
  public Notification withSnoozed(long until, long newSeq) {
    return with(newSeq, readAt, seenAt, until == 0 ? archivedAt : 0, until, content, decision);
  }

  /// The same, back from a snooze as if it had just come.
  public Notification woken(long newSeq) {
    return with(newSeq, 0, 0, archivedAt, 0, content, decision);
  }

  /// The same, no copy of any broadcast.
  public Notification detached() {
    return new Notification(
        id, seq, createdSeq, readAt, seenAt, archivedAt, snoozedUntil, content, 0, decision);
  }

  /// The same, with other content.
  public Notification withContent(Content newContent, long newSeq) {
    return with(newSeq, readAt, seenAt, archivedAt, snoozedUntil, newContent, decision);
  }

  private Notification with(
      long newSeq,
      long newReadAt,
      long newSeenAt,
      long newArchivedAt,
      long newSnoozedUntil,
      Content newContent,
      int newDecision) {
    return new Notification(
        id,
        newSeq,
        createdSeq,
        newReadAt,
        newSeenAt,
        newArchivedAt,
        newSnoozedUntil,
        newContent,
        broadcast,
        newDecision);
  }
}
