package io.belfry.socketio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How the sockets of one namespace get their events, and what becomes of those that were
/// interrupted.
///
/// Safe in any thread, but for what says otherwise.
sealed interface Recovery permits NoRecovery, RecoveryLog {
  /// Sends an event to one socket.
  void send(Socket socket, EncodedEvent event);

  /// Sends an event to the sockets that are meant.
  void send(NamespaceMembers members, Targets targets, EncodedEvent event);

  /// Whether events have to go through [#send], one by one.
  boolean isOn();

  /// What a client that connects can get back; nobody else can have it from now on.
  Optional<RecoveryClaim> claim(ObjectNode auth);

  /// Lets a claim be made again, as it came to nothing.
  void giveBack(RecoveryClaim claim);

  /// Takes a socket into its namespace. On the socket's event loop.
  Entrance enter(Socket socket, Optional<RecoveryClaim> claim);

  /// Notes that a socket will be taken out of its namespace, before it is. On its event loop.
  Exit exit(Socket socket);

  /// The number of the last event that was recorded; 0 when there was none.
  long lastEvent();

  /// Drops what is too old.
  void expire();

  /// Whether nobody's return is waited for.
  boolean isIdle();

  /// A socket's way in.
  ///
  /// @param ticket what the socket keeps for its return, and its client is told
  /// @param recovered whether the client gets back what it had
  /// @param missed what it is sent first
  record Entrance(Optional<RecoveryTicket> ticket, boolean recovered, List<EncodedEvent> missed) {
    static final Entrance PLAIN = new Entrance(Optional.empty(), false, List.of());
  }

  /// A socket's way out, which ends when its rooms are left.
  @FunctionalInterface
  interface Exit {
    /// Nothing is kept of the socket.
    Exit NOTHING_KEPT = (rooms, reason) -> {};

    /// Completes it.
    ///
    /// @param rooms those that the socket was in to the end
    void leave(Set<String> rooms, DisconnectReason reason);
  }
}
