package io.belfry.server.inbox.jdbc.postgres;

import io.belfry.server.inbox.Command;
import io.belfry.server.inbox.jdbc.Head;
import io.belfry.server.inbox.jdbc.Tables;
import io.belfry.server.user.UserId;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/// The tables of the log as one transaction sees them: what it will ask for is read in one round
/// trip before, what it changes is written in one after it.
///
/// Not safe for several threads.
record PostgresTables(
    RoundTrip trip,
    PostgresHeads heads,
    PostgresNotificationTable notifications,
    PostgresRetentionTable retention,
    PostgresIdempotencyTable idempotency,
    PostgresBroadcastTable broadcasts,
    PostgresRecipientTable recipients,
    PostgresActionTable actions,
    PostgresScheduledTable scheduled,
    long nowMs)
    implements Tables {

  /// @param kept notifications per user
  /// @param window changes of one inbox at once that are told one by one
  static PostgresTables over(RoundTrip trip, int kept, int window, long nowMs) {
    var broadcasts = new PostgresBroadcastTable(trip, kept);
    var heads = new PostgresHeads(trip, broadcasts::lastIs);
    return new PostgresTables(
        trip,
        heads,
        new PostgresNotificationTable(trip, window),
        new PostgresRetentionTable(trip, heads, kept),
        new PostgresIdempotencyTable(trip),
        broadcasts,
        new PostgresRecipientTable(trip),
        new PostgresActionTable(trip),
        new PostgresScheduledTable(trip, nowMs),
        nowMs);
  }

  /// Reads what `commands` will ask for, of `users` whose heads are locked at the latest now; who
  /// gets something for the first time gets an inbox.
  void expect(List<UserId> users, List<Command> commands) throws SQLException {
    read(users, commands);
    List<UserId> unknown =
        commands.stream()
            .filter(this::begins)
            .map(Command::user)
            .filter(user -> heads.find(user) == null)
            .distinct()
            .toList();
    if (!unknown.isEmpty()) {
      heads.begin(unknown);
      read(unknown, commands);
      unknown.forEach(user -> heads.findOrBegin(user).isNew = true);
    }
    for (Command command : commands) {
      if (command instanceof Command.TakeIn in) {
        heads.findOrBegin(in.user()).isConnectedSince(in);
      }
    }
    broadcasts.expect(heads.locked());
    notifications.expectCards(broadcasts.cards());
    notifications.expectCards(scheduled.cards());
    actions.expect(commands, notifications::expected);
    trip.run();
  }

  private boolean begins(Command command) {
    return command instanceof Command.TakeIn
        || command instanceof Command.SetPreferences
        || (command instanceof Command.Send send && send.content().canBeSent(nowMs))
        || (command instanceof Command.Release release && scheduled.isDue(release));
  }

  private void read(List<UserId> users, List<Command> commands) throws SQLException {
    if (!users.isEmpty()) {
      heads.lock(users);
    }
    notifications.expect(commands);
    retention.expect(commands);
    idempotency.expect(commands);
    actions.expect(commands);
    scheduled.expect(commands);
    trip.run();
  }

  /// Plans to write what was done to the inboxes of `touched`.
  void write(Collection<Head> touched) {
    notifications.write(touched);
    retention.write();
    idempotency.write();
    heads.store(touched);
  }

  /// Plans what comes last, since other transactions wait for its end.
  void writeLast() {
    actions.write();
  }
}
