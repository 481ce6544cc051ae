package io.belfry.server.app;

import io.belfry.server.auth.ApiKeyStore;
import io.belfry.server.broadcast.BroadcastStore;
import io.belfry.server.inbox.AnswerStore;
import io.belfry.server.inbox.ChangeListener;
import io.belfry.server.inbox.DueStore;
import io.belfry.server.inbox.LaneOptions;
import io.belfry.server.inbox.Lanes;
import io.belfry.server.inbox.LogOptions;
import io.belfry.server.inbox.Readers;
import io.belfry.server.inbox.RecapStore;
import io.belfry.server.inbox.ScheduledStore;
import io.belfry.server.user.LastSeenStore;
import io.belfry.server.user.TopicStore;
import io.belfry.server.user.UserStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/// What lasts, opened: the inbox log, users and topics, API keys, the secret of user tokens.
interface Storage extends AutoCloseable {
  /// For a server.
  ///
  /// @throws ConfigurationException when another server has it for itself
  /// @throws io.belfry.server.jdbc.DatabaseException when it cannot be used
  static Storage forServer(StorageOptions options) {
    return switch (options) {
      case StorageOptions.Folder folder -> SqliteStorage.alone(folder.path());
      case StorageOptions.Shared shared -> new PostgresStorage(shared.database());
    };
  }

  /// For a command that runs beside servers.
  ///
  /// @throws io.belfry.server.jdbc.DatabaseException when it cannot be used
  static Storage forCommand(StorageOptions options) {
    return switch (options) {
      case StorageOptions.Folder folder -> SqliteStorage.beside(folder.path());
      case StorageOptions.Shared shared -> new PostgresStorage(shared.database());
    };
  }

  /// The API keys; closed by the caller.
  ApiKeyStore apiKeys(InstantSource clock);

  /// The secret of user tokens where none is configured, made when there is none.
  String secret();

  /// When users were last seen; good until this is closed.
  LastSeenStore lastSeen();

  /// What has expired of what was sent; good until this is closed.
  DueStore expired();

  /// What was snoozed and is due again; good until this is closed.
  DueStore snoozed();

  /// What was scheduled; good until this is closed.
  ScheduledStore scheduled();

  /// What was scheduled for users and is due; good until this is closed.
  DueStore dueSends();

  /// Who is to hear of what was held back; good until this is closed.
  RecapStore recaps();

  /// Which groups of cards are answered; good until this is closed.
  AnswerStore answered();

  /// What was broadcast; good until this is closed.
  BroadcastStore broadcasts();

  /// Who subscribes to what; good until this is closed.
  TopicStore topics();

  /// What is said of users; good until this is closed.
  UserStore users();

  /// Who reads the inbox log; closed by the caller. `threads` is 0 for what suits the database.
  Readers readers(int threads, int queueLimit);

  /// Who writes the inbox log, as its one writer on this node; closed by the caller.
  Lanes lanes(Log log, ChangeListener listener, LaneOptions options, MeterRegistry meters);

  /// What the inbox log does, and by which clock.
  record Log(LogOptions options, InstantSource clock) {}

  @Override
  void close();
}
