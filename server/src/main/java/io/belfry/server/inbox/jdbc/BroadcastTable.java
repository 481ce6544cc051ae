package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.Broadcast;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.Notification;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What was broadcast, as a transaction takes it in.
public interface BroadcastTable {
  /// The number of the last broadcast, or of what was last done to one.
  long last();

  /// What the inbox of `head` has to take in to have heard the last one, at `nowMs` (epoch
  /// milliseconds).
  Pending pending(Head head, long nowMs) throws SQLException;

  /// What an inbox has not taken in.
  ///
  /// @param sent what is for its user, oldest first, no more than an inbox keeps
  /// @param looked whether anything was sent to everybody or to the topics of its user
  /// @param changed the copies it has of what was edited or recalled
  record Pending(List<Broadcast> sent, boolean looked, List<Changed> changed) {
    public Pending {
      sent = List.copyOf(sent);
      changed = List.copyOf(changed);
    }

    /// Whether there is nothing to take in.
    public boolean isEmpty() {
      return !looked && changed.isEmpty();
    }
  }

  /// A copy of a broadcast and what the broadcast says now; nothing when it was recalled.
  record Changed(Notification copy, Optional<Content> now) {}
}
