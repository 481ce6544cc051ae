package io.belfry.server.realtime;

import io.belfry.server.inbox.CatchUp;
import io.belfry.server.inbox.InboxChange;
import io.belfry.server.inbox.InboxReader;
import io.belfry.server.inbox.Position;
import io.belfry.server.user.UserId;
import io.belfry.socketio.EncodedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a kind of client hears (docs/protocol.md, "Dialects"). Without state, and safe for several
/// threads.
interface Dialect {
  /// The first words to a client of `user` that stands at `since` (nowhere: null). May block.
  Hello hello(InboxReader reader, UserId user, @Nullable Position since);

  /// How `change` is told: to a client that stood at its `from`.
  List<EncodedEvent> change(InboxChange change);

  /// How a client that fell behind is told of the whole inbox.
  List<EncodedEvent> snapshot(CatchUp.Snapshot snapshot);

  /// Whether [#change] can tell this one; a client that cannot be told catches up from the log
  /// instead.
  default boolean tells(InboxChange change) {
    return change.complete();
  }

  /// The answer to "mark all read" when nothing was unread.
  default List<EncodedEvent> nothingUnread() {
    return List.of();
  }

  /// First words, and where their hearer stands afterwards.
  record Hello(Position position, List<EncodedEvent> events) {
    public Hello {
      events = List.copyOf(events);
    }
  }
}
