package io.belfry.server.inbox;

import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Priority;
import io.belfry.server.user.UserId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An [InboxChange] as nodes tell each other of it. Its user is not in it.
public final class ChangeBytes {
  private static final byte LAYOUT = 2;
  private static final int COMPLETE = 1;
  private static final int FORGOTTEN = 2;
  private static final int EPOCH_BYTES = 255;
  private static final int FIXED = 3 + 3 * Long.BYTES + 5 * Integer.BYTES;
  private static final int ID = 2 * Long.BYTES;
  private static final int NOTIFICATION = ID + 6 * Long.BYTES + Byte.BYTES + Integer.BYTES;

  private ChangeBytes() {}

  /// `change` in at most `limit` bytes: where it is longer, it only says how far the inbox moved,
  /// and who hears it asks the store.
  ///
  /// @param limit 1,024 at least
  public static byte[] of(InboxChange change, int limit) {
    byte[] epoch = change.epoch().getBytes(StandardCharsets.UTF_8);
    if (epoch.length > EPOCH_BYTES) {
      throw new IllegalArgumentException("an epoch is not that long");
    }
    long size = FIXED + epoch.length + ids(change.removed()) + ids(change.evicted());
    size += NoticeBytes.size(change.notices());
    for (Notification each : change.upserts()) {
      size += NOTIFICATION + each.content().json().length();
    }
    return size <= limit
        ? write(change, epoch, (int) size)
        : write(hint(change), epoch, FIXED + epoch.length + NoticeBytes.size(Notices.NONE));
  }

  /// What `bytes` say of `user`'s inbox; nothing when another version of Belfry wrote them.
  public static Optional<InboxChange> read(UserId user, ByteBuffer bytes) {
    try {
      return bytes.get() == LAYOUT ? Optional.of(change(user, bytes)) : Optional.empty();
    } catch (BufferUnderflowException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static long ids(List<NotificationId> ids) {
    return (long) ID * ids.size();
  }

  private static InboxChange hint(InboxChange change) {
    return new InboxChange(
        change.user(),
        change.epoch(),
        change.from(),
        change.seq(),
        change.unread(),
        change.unseen(),
        List.of(),
        List.of(),
        List.of(),
        change.allReadSeq(),
        false,
        change.forgotten(),
        Notices.NONE);
  }

  private static byte[] write(InboxChange change, byte[] epoch, int size) {
    ByteBuffer out = ByteBuffer.allocate(size);
    int flags = (change.complete() ? COMPLETE : 0) | (change.forgotten() ? FORGOTTEN : 0);
    out.put(LAYOUT).put((byte) flags);
    out.put((byte) epoch.length).put(epoch);
    out.putLong(change.from()).putLong(change.seq()).putLong(change.allReadSeq());
    out.putInt(change.unread()).putInt(change.unseen());
    out.putInt(change.upserts().size());
    change.upserts().forEach(each -> put(out, each));
    put(out, change.removed());
    put(out, change.evicted());
    NoticeBytes.put(out, change.notices());
    return out.array();
  }

  private static void put(ByteBuffer out, Notification notification) {
    byte[] json = notification.content().json().bytes();
    put(out, notification.id());
    out.putLong(notification.seq()).putLong(notification.createdSeq());
    out.putLong(notification.readAt()).putLong(notification.seenAt());
    out.putLong(notification.archivedAt()).putLong(notification.snoozedUntil());
    out.put((byte) notification.content().priority().level()).putInt(json.length).put(json);
  }

  static void put(ByteBuffer out, NotificationId id) {
    out.putLong(id.order()).putLong(id.salt());
  }

  private static void put(ByteBuffer out, List<NotificationId> ids) {
    out.putInt(ids.size());
    ids.forEach(id -> put(out, id));
  }

  private static InboxChange change(UserId user, ByteBuffer in) {
    byte flags = in.get();
    byte[] epoch = new byte[in.get() & 0xFF];
    in.get(epoch);
    long from = in.getLong();
    long seq = in.getLong();
    long allReadSeq = in.getLong();
    int unread = in.getInt();
    int unseen = in.getInt();
    List<Notification> upserts = new ArrayList<>();
    for (int left = in.getInt(); left > 0; left--) {
      upserts.add(notification(in));
    }
    return new InboxChange(
        user,
        new String(epoch, StandardCharsets.UTF_8),
        from,
        seq,
        unread,
        unseen,
        upserts,
        idsOf(in),
        idsOf(in),
        allReadSeq,
        (flags & COMPLETE) != 0,
        (flags & FORGOTTEN) != 0,
        NoticeBytes.read(in));
  }

  private static Notification notification(ByteBuffer in) {
    NotificationId id = id(in);
    long seq = in.getLong();
    long createdSeq = in.getLong();
    long readAt = in.getLong();
    long seenAt = in.getLong();
    long archivedAt = in.getLong();
    long snoozedUntil = in.getLong();
    Priority priority = Priority.ofLevel(in.get());
    var content = new Content(priority, json(in));
    return new Notification(
        id, seq, createdSeq, readAt, seenAt, archivedAt, snoozedUntil, content, 0, 0);
  }

  static JsonBytes json(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("JSON of an impossible length");
    }
    byte[] json = new byte[length];
    in.get(json);
    return JsonBytes.of(json);
  }

  private static List<NotificationId> idsOf(ByteBuffer in) {
    List<NotificationId> ids = new ArrayList<>();
    for (int left = in.getInt(); left > 0; left--) {
      ids.add(id(in));
    }
    return ids;
  }

  static NotificationId id(ByteBuffer in) {
    return new NotificationId(in.getLong(), in.getLong());
  }
}
