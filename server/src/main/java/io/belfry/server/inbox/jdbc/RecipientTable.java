package io.belfry.server.inbox.jdbc;

import io.belfry.server.policy.Preferences;
import io.belfry.server.policy.Recipient;
import java.sql.SQLException;

/// What is known of users, as a transaction asks it.
public interface RecipientTable {
  /// What is known of the user of `head`.
  Recipient find(Head head) throws SQLException;

  /// Writes what they chose.
  void store(Head head, Preferences preferences) throws SQLException;
}
