package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.InboxStore;
import io.belfry.server.inbox.Retention;
import java.util.List;

/// The same where everything is written to the tables at once.
final class SqliteWrittenStoreTest extends SqliteInboxStoreTest {
  @Override
  protected InboxStore open(Retention retention, int window) {
    InboxStore store = super.open(retention, window);
    return new InboxStore() {
      @Override
      public Applied apply(List<Command> commands, long nowMs) {
        Applied applied = store.apply(commands, nowMs);
        while (store.rest()) {
          // The next few.
        }
        return applied;
      }

      @Override
      public void flush() {
        store.flush();
      }

      @Override
      public Swept sweep(long nowMs) {
        return store.sweep(nowMs);
      }

      @Override
      public void tidy() {
        store.tidy();
      }

      @Override
      public boolean rest() {
        return store.rest();
      }

      @Override
      public void close() {
        store.close();
      }
    };
  }
}
