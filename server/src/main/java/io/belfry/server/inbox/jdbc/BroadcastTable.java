package io.belfry.server.inbox.jdbc;

import io.belfry.server.inbox.Broadcast;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.Notification;
import io.belfry.server.user.Attributes;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What was broadcast, as a transaction takes it in.
public interface BroadcastTable {
  /// The number of the last broadcast, or of what was last done to one.
  long last();

  /// What the inbox of `head` has to take in to have heard the last one.
  Pending pending(Head head) throws SQLException;

  /// What an inbox has not taken in.
  ///
  /// @param sent to everybody and to the topics of its user, oldest first, no more than an inbox
  ///   keeps
  /// @param attributes of its user
  /// @param changed the copies it has of what was edited or recalled
  record Pending(List<Broadcast> sent, Attributes attributes, List<Changed> changed) {
    public static final Pending NOTHING = new Pending(List.of(), Attributes.NONE, List.of());

    public Pending {
      sent = List.copyOf(sent);
      changed = List.copyOf(changed);
    }

    /// Whether there is nothing to take in.
    public boolean isEmpty() {
      return sent.isEmpty() && changed.isEmpty();
    }
  }

  /// A copy of a broadcast and what the broadcast says now; nothing when it was recalled.
  record Changed(Notification copy, Optional<Content> now) {}
}
