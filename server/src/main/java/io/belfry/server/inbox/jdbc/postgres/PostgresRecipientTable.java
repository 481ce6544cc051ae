package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.jdbc.Head;
import io.belfry.server.inbox.jdbc.RecipientTable;
import io.belfry.server.policy.Preferences;
import io.belfry.server.policy.Recipient;

/// What is known of the users whose heads a transaction has locked: it was read with them.
final class PostgresRecipientTable implements RecipientTable {
  private static final String STORE =
      "INSERT INTO users (user_id, heard, preferences) VALUES (?, ?, ?)"
          + " ON CONFLICT (user_id) DO UPDATE SET preferences = excluded.preferences";

  private final RoundTrip trip;

  PostgresRecipientTable(RoundTrip trip) {
    this.trip = trip;
  }

  @Override
  public Recipient find(Head head) {
    Recipient known = head.recipient;
    if (known == null) {
      throw new IllegalStateException("a head that was not locked");
    }
    return known;
  }

  @Override
  public void store(Head head, Preferences preferences) {
    trip.update(STORE, head.user.value(), head.heard, preferences.json());
  }
}
