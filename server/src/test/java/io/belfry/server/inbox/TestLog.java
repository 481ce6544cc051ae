package io.belfry.server.inbox;

import io.belfry.server.broadcast.BroadcastStore;
import io.belfry.server.jdbc.SideWork;

/// The log in one kind of database, as tests open it.
public interface TestLog {
  /// Opens its store on what was stored before.
  InboxStore open(LogOptions options);

  /// A reader of what the store has stored.
  InboxReader reader();

  /// What is broadcast to the store; closed with the rest.
  BroadcastStore broadcasts();

  /// What has expired in the store; closed with the rest.
  DueStore expired();

  /// Whose snooze is over in the store; closed with the rest.
  DueStore snoozed();

  /// Who is to hear in the store of what was held back; closed with the rest.
  RecapStore recaps();

  /// Which groups of cards are answered; closed with the rest.
  AnswerStore answered();

  /// What is asked of its database beside the store; closed with the rest.
  SideWork sideWork();

  /// Ends what [#open] began, after the store itself is closed.
  void closed();

  /// Replaces what was stored by nothing.
  void replace();

  /// Leaves nothing behind, after [#closed].
  void remove();
}
