package io.belfry.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// A file of fixed size that records are appended to, from its beginning again once what it holds
/// is not needed any more. A record is there as a whole or not at all.
///
/// All space is taken when the file is made: where the file system writes in place, a write neither
/// finds the disk full nor makes the file longer, which would cost a flush a write to the file
/// system's own journal.
///
/// Layout, big-endian: one record after another, each of length (4 bytes), CRC-32C (4), generation
/// (8) and what it says. The checksum covers the owner's name, the generation and the rest, so that
/// neither a torn write nor what an earlier generation or another owner left reads as a record.
///
/// Not safe for several threads, but for [#force].
public final class Journal implements AutoCloseable {
  private static final int HEAD_BYTES = 16;
  private static final int ZEROS_BYTES = 1 << 16;

  private final FileChannel channel;
  private final int capacity;
  private final byte[] owner;
  private final ByteBuffer head = ByteBuffer.allocateDirect(HEAD_BYTES);
  // Whether the file is known to hold zeros alone: there is nothing to read, nothing to erase.
  private boolean blank;
  private long generation;
  private long end;

  private Journal(FileChannel channel, int capacity, byte[] owner, boolean blank) {
    this.channel = channel;
    this.capacity = capacity;
    this.owner = owner.clone();
    this.blank = blank;
  }

  /// Opens the journal in `file`, made (readable by its owner alone) when missing.
  ///
  /// @param capacity how long the file is made, in bytes
  /// @param owner whose records they are: those of another owner are not seen
  public static Journal open(Path file, int capacity, byte[] owner) throws IOException {
    boolean made = Files.notExists(file);
    if (made) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      forceName(file);
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      takeSpace(channel, capacity);
      return new Journal(channel, capacity, owner, made);
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }

  /// What the file holds: the records of one generation, in the order in which they were appended.
  ///
  /// @param generation theirs, 0 when there are none
  public record Contents(long generation, List<ByteBuffer> records) {}

  /// Reads what the file holds, up to the first record that is not whole.
  public Contents read() throws IOException {
    if (blank) {
      return new Contents(0, List.of());
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), capacity));
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
      // The next part.
    }
    bytes.flip();
    List<ByteBuffer> records = new ArrayList<>();
    long found = 0;
    while (bytes.remaining() >= HEAD_BYTES) {
      int length = bytes.getInt();
      int checksum = bytes.getInt();
      long its = bytes.getLong();
      boolean continues = its > 0 && (found == 0 || its == found);
      if (!continues || length < 0 || length > bytes.remaining()) {
        break;
      }
      ByteBuffer record = bytes.slice(bytes.position(), length);
      if (checksum != checksum(its, record.duplicate())) {
        break;
      }
      found = its;
      records.add(record);
      bytes.position(bytes.position() + length);
    }
    return new Contents(found, records);
  }

  /// Begins anew: what follows is of `newGeneration`, and overwrites what there was. Nothing of
  /// that generation is in the file.
  public void begin(long newGeneration) {
    generation = newGeneration;
    end = 0;
  }

  /// Whether a record of `bytes` still fits.
  public boolean hasRoomFor(long bytes) {
    return end + HEAD_BYTES + bytes <= capacity;
  }

  /// Appends a record that there is room for; on disk after [#force].
  public void append(ByteBuffer record) throws IOException {
    head.clear()
        .putInt(record.remaining())
        .putInt(checksum(generation, record.duplicate()))
        .putLong(generation)
        .flip();
    ByteBuffer[] whole = {head, record};
    int length = head.remaining() + record.remaining();
    blank = false;
    channel.position(end);
    while (head.hasRemaining() || record.hasRemaining()) {
      channel.write(whole);
    }
    end += length;
  }

  /// Returns when everything that was appended before this call is on disk. For any thread.
  public void force() throws IOException {
    channel.force(false);
  }

  /// Leaves nothing of whatever the file holds, on disk neither: no record of before can follow one
  /// of afterwards.
  public void erase() throws IOException {
    if (!blank) {
      fill(channel, 0, capacity);
      channel.force(false);
      blank = true;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private int checksum(long itsGeneration, ByteBuffer record) {
    var crc = new CRC32C();
    crc.update(owner);
    crc.update(ByteBuffer.allocate(Long.BYTES).putLong(itsGeneration).flip());
    crc.update(record);
    return (int) crc.getValue();
  }

  private static void takeSpace(FileChannel channel, int capacity) throws IOException {
    if (channel.size() >= capacity) {
      return;
    }
    fill(channel, channel.size(), capacity);
    channel.force(true);
  }

  /// Writes zeros from `from` to `to`.
  private static void fill(FileChannel channel, long from, long to) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS_BYTES);
    for (long at = from; at < to; ) {
      zeros.clear().limit((int) Math.min(ZEROS_BYTES, to - at));
      at += channel.write(zeros, at);
    }
  }

  /// Has the folder remember a new file.
  private static void forceName(Path file) throws IOException {
    try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }
}
