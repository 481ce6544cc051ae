package io.belfry.server.inbox.jdbc.sqlite;

import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.ForwardingInboxStore;
import io.belfry.server.inbox.InboxStore;
import io.belfry.server.inbox.Retention;
import java.util.List;

/// The same where everything is written to the tables at once.
final class SqliteWrittenStoreTest extends SqliteInboxStoreTest {
  @Override
  protected InboxStore open(Retention retention, int window) {
    return new ForwardingInboxStore(super.open(retention, window)) {
      @Override
      public Applied apply(List<Command> commands, long nowMs) {
        Applied applied = super.apply(commands, nowMs);
        while (rest()) {
          // The next few.
        }
        return applied;
      }
    };
  }
}
