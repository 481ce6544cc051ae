package io.belfry.server.inbox.jdbc;

import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Press;
import io.belfry.server.user.UserId;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The answers by buttons, as a transaction gives and finds them.
public interface ActionTable {
  /// The answer of the group `key`, or null when it has none; that stays so until the transaction
  /// ends.
  @Nullable Press find(String key) throws SQLException;

  /// Makes `press` the answer of the group `key`, for which nothing was found. Its cards are to be
  /// closed.
  void insert(String key, Press press) throws SQLException;

  /// Appends `event`, which `press` is to backends, to the list of them.
  void append(Press press, JsonBytes event) throws SQLException;

  /// Removes what `user` answered from the list, and their name from the answers of groups, the
  /// cards of which are to be closed anew.
  void forget(UserId user) throws SQLException;
}
