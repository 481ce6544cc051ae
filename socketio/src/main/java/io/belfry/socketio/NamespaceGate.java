package io.belfry.socketio;

import java.util.concurrent.CompletionStage;

/// The decision which names belong to a [ParentNamespace].
@FunctionalInterface
public interface NamespaceGate {
  /// Whether a client may connect to the namespace of this name, now or later, from any thread; a
  /// failure is a no. Asked for each client, on its event loop, which it must not block.
  ///
  /// @param name the name, which begins with a slash
  /// @param handshake what the client said when it came
  CompletionStage<Boolean> accepts(String name, Handshake handshake);
}
