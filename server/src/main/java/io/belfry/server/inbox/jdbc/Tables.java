package io.belfry.server.inbox.jdbc;

/// The tables of the log, as one transaction after another writes them.
public interface Tables {
  Heads heads();

  NotificationTable notifications();

  RetentionTable retention();

  IdempotencyTable idempotency();

  BroadcastTable broadcasts();

  RecipientTable recipients();

  ActionTable actions();

  ScheduledTable scheduled();
}
