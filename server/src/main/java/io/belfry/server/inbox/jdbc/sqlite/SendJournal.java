package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.jdbc.Attention;
import io.belfry.server.inbox.jdbc.Head;
import io.belfry.server.inbox.jdbc.HeadState;
import io.belfry.server.inbox.jdbc.Move;
import io.belfry.server.journal.Journal;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Notification;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Priority;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// The sends that no table holds yet, on disk: two files, of which one is filled while what the
/// other one holds goes to the tables.
///
/// One record per transaction. It says of each inbox what was sent to it, how its head stands
/// afterwards, and on which `seq` that builds: whoever reads it again knows whether it was done
/// already.
///
/// Owned by the lane's thread, but for [#force].
final class SendJournal implements AutoCloseable {
  /// The most that one record may take, in bytes.
  static final int RECORD_LIMIT = 1 << 20;

  private static final int CAPACITY = 8 << 20;
  private static final String LAYOUT = "sends 1 ";
  private static final int INBOX_BYTES = 7 * Long.BYTES + 6 * Integer.BYTES;
  private static final int ROW_BYTES = 3 * Long.BYTES + Byte.BYTES + 2 * Integer.BYTES;

  /// Beside the level of a priority: what was decided follows it.
  private static final int DECIDED = 0x10;

  private final List<Path> files;
  private final List<Journal> journals = new ArrayList<>(2);
  private volatile Journal filling;
  private long generation;
  private final ByteBuffer record = ByteBuffer.allocateDirect(RECORD_LIMIT);

  /// @param file where, and how the two files' names begin
  /// @param epoch of the log that the sends belong to
  SendJournal(Path file, String epoch) throws IOException {
    this.files =
        List.of(
            file.resolveSibling(file.getFileName() + "-0"),
            file.resolveSibling(file.getFileName() + "-1"));
    for (Path each : files) {
      journals.add(Journal.open(each, CAPACITY, (LAYOUT + epoch).getBytes(StandardCharsets.UTF_8)));
    }
    this.filling = journals.getFirst();
  }

  /// What was sent to one inbox in one transaction.
  ///
  /// @param inbox its number
  /// @param from its `seq` before
  /// @param after its head afterwards, without what was heard and is remembered beside
  /// @param sent oldest first
  record Sends(long inbox, long from, HeadState after, List<Notification> sent) {}

  /// What the files hold, oldest first; some or all of it may be in the tables already.
  List<Sends> read() throws IOException {
    List<Journal.Contents> found = new ArrayList<>(2);
    for (Journal journal : journals) {
      found.add(journal.read());
    }
    found.sort(Comparator.comparingLong(Journal.Contents::generation));
    List<Sends> sends = new ArrayList<>();
    for (Journal.Contents contents : found) {
      for (ByteBuffer each : contents.records()) {
        while (each.hasRemaining()) {
          sends.add(sends(each));
        }
      }
    }
    return sends;
  }

  /// Begins anew, in files that hold nothing: everything is in the tables, and on disk there.
  void begin() throws IOException {
    for (Journal journal : journals) {
      journal.erase();
    }
    swap();
  }

  /// Goes on in the other file, what that one holds being in the tables, and on disk there.
  void swap() {
    filling = journals.get((int) (++generation & 1));
    filling.begin(generation);
  }

  /// Whether a record can say what `command` does: it sends without a key, for good, and something
  /// that stands by itself.
  static boolean takes(Command command) {
    return command instanceof Command.Send send
        && send.idempotencyKey().isEmpty()
        && send.content().expiresMs() == 0
        && send.content().traits().isAlone();
  }

  /// The most that a record of `sends` can take, in bytes.
  static long bytes(List<Command> sends) {
    long bytes = 0;
    for (Command each : sends) {
      bytes += INBOX_BYTES + ROW_BYTES;
      bytes += each instanceof Command.Send send ? send.content().json().length() : 0;
    }
    return bytes;
  }

  /// Whether a record of `bytes` still fits into the file that is being filled.
  boolean hasRoomFor(long bytes) {
    return filling.hasRoomFor(bytes);
  }

  /// Writes what `moves` sent, as one record; on disk after [#force].
  void append(Collection<Move> moves) throws IOException {
    record.clear();
    for (Move move : moves) {
      put(move);
    }
    filling.append(record.flip());
  }

  /// Returns when everything that was written before this call is on disk. For any thread.
  void force() throws IOException {
    filling.force();
  }

  /// Ends, and removes the files, where everything is in the tables, and on disk there.
  void remove() throws IOException {
    close();
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  @Override
  public void close() throws IOException {
    for (Journal journal : journals) {
      journal.close();
    }
  }

  private void put(Move move) {
    Head head = move.head;
    List<Notification> sent = move.sent();
    record.putLong(head.n).putLong(move.from()).putLong(head.seq).putLong(head.floor);
    record.putInt(head.unread).putInt(head.unseen).putInt(head.size).putInt(head.tombstones);
    record.putLong(head.oldest).putInt(head.evicted);
    record.putLong(head.markOldest).putLong(head.markSeq).putInt(sent.size());
    for (Notification each : sent) {
      byte[] json = each.content().json().bytes();
      record.putLong(each.id().order()).putLong(each.id().salt()).putLong(each.createdSeq());
      int level = each.content().priority().level();
      if (each.decision() == 0) {
        record.put((byte) level);
      } else {
        record.put((byte) (level | DECIDED)).putInt(each.decision());
      }
      record.putInt(json.length).put(json);
    }
  }

  private static Sends sends(ByteBuffer from) {
    long inbox = from.getLong();
    long before = from.getLong();
    HeadState head = head(from);
    int count = from.getInt();
    List<Notification> sent = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      sent.add(notification(from));
    }
    return new Sends(inbox, before, head.with(sent.getLast().id().order(), 0), sent);
  }

  private static HeadState head(ByteBuffer from) {
    return new HeadState(
        from.getLong(),
        from.getLong(),
        from.getInt(),
        from.getInt(),
        from.getInt(),
        from.getInt(),
        from.getLong(),
        from.getInt(),
        from.getLong(),
        from.getLong(),
        0,
        0,
        Attention.NONE);
  }

  private static Notification notification(ByteBuffer from) {
    var id = new NotificationId(from.getLong(), from.getLong());
    long seq = from.getLong();
    int level = from.get();
    int decision = (level & DECIDED) == 0 ? 0 : from.getInt();
    Priority priority = Priority.ofLevel(level & ~DECIDED);
    byte[] json = new byte[from.getInt()];
    from.get(json);
    return Notification.created(id, seq, new Content(priority, JsonBytes.of(json)))
        .decided(decision);
  }
}
