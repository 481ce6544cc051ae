package io.belfry.server.inbox.jdbc;

import io.belfry.server.user.UserId;
import java.sql.SQLException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// The heads of inboxes, as a transaction changes them.
public interface Heads {
  /// The head of `user`'s inbox, stored or not, or null when they have none yet.
  @Nullable Head find(UserId user) throws SQLException;

  /// The head of `user`'s inbox, begun when they have none yet: it has heard what was broadcast
  /// before they were known.
  Head findOrBegin(UserId user) throws SQLException;

  /// Has it asked again what is known of the user of `head`.
  void refresh(Head head) throws SQLException;

  /// Removes the inbox of `head`; one that is begun later goes on behind the numbers of all that
  /// are gone.
  void forget(Head head) throws SQLException;

  /// Writes `heads`.
  void store(Collection<Head> heads) throws SQLException;
}
