package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.InboxReader;
import io.belfry.server.inbox.InboxStore;
import io.belfry.server.inbox.InboxStoreBehaviour;
import io.belfry.server.inbox.Retention;
import io.belfry.server.jdbc.Checkpointer;
import io.belfry.server.jdbc.SqliteDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/// Where nothing is written to the tables before it has to be; see [SqliteWrittenStoreTest].
@SuppressWarnings("NullAway.Init") // Set when the behaviour opens the store.
class SqliteInboxStoreTest extends InboxStoreBehaviour {
  @TempDir private Path folder;
  private SqliteDatabase database;
  private Checkpointer checkpointer;
  private Unwritten unwritten;

  @Override
  protected InboxStore open(Retention retention, int window) {
    database = SqliteDatabase.open(folder.resolve("belfry.db"));
    checkpointer = new Checkpointer(database);
    unwritten = new Unwritten();
    return new SqliteInboxStore(
        database, checkpointer, unwritten, retention, window, new SplittableRandom(1));
  }

  @Override
  protected InboxReader reader() {
    return SqliteInboxStore.reader(database, unwritten);
  }

  @Override
  protected void closed() {
    checkpointer.close();
  }

  @Override
  protected void replace() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
