package io.belfry.server.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Holds a data folder for one server: two on the same folder would not know of each other's
/// writes.
final class DataLock implements AutoCloseable {
  private final FileChannel channel;

  private DataLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Takes the lock of `data`; the operating system gives it back when the process ends, however it
  /// ends.
  ///
  /// @throws ConfigurationException when another server has it
  static DataLock take(Path data) {
    return take(
        data, "Another server runs on " + data + ": stop it, or choose another folder by --data.");
  }

  /// The same; `taken` says what to do when another process has it.
  static DataLock take(Path data, String taken) {
    try {
      FileChannel channel =
          FileChannel.open(
              data.resolve("lock"),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      if (lock(channel) == null) {
        channel.close();
        throw new ConfigurationException(taken);
      }
      return new DataLock(channel);
    } catch (IOException failure) {
      throw new ConfigurationException("Cannot lock " + data + ": " + failure, failure);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }
}
