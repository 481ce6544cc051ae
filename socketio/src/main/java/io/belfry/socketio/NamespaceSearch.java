package io.belfry.socketio;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The search for the parent of a namespace that a client asks for: the first whose gate accepts.
///
/// Confined to the client's event loop; a gate's answer may come from any thread.
final class NamespaceSearch {
  private static final Logger log = LoggerFactory.getLogger(NamespaceSearch.class);

  private final Connection connection;
  private final String name;
  private final Handshake handshake;
  private final Iterator<ParentNamespace> parents;
  private final Consumer<Optional<ParentNamespace>> found;

  NamespaceSearch(
      Connection connection,
      String name,
      Handshake handshake,
      Iterator<ParentNamespace> parents,
      Consumer<Optional<ParentNamespace>> found) {
    this.connection = connection;
    this.name = name;
    this.handshake = handshake;
    this.parents = parents;
    this.found = found;
  }

  void start() {
    if (!parents.hasNext()) {
      found.accept(Optional.empty());
      return;
    }
    ParentNamespace parent = parents.next();
    ask(parent.gate())
        .exceptionally(
            failure -> {
              log.atError().setCause(failure).log("A namespace gate of the application failed");
              return false;
            })
        .thenAccept(
            accepted ->
                connection.loop().execute(() -> answered(parent, Boolean.TRUE.equals(accepted))));
  }

  private CompletionStage<Boolean> ask(NamespaceGate gate) {
    try {
      return gate.accepts(name, handshake);
    } catch (Throwable e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private void answered(ParentNamespace parent, boolean accepted) {
    if (accepted) {
      found.accept(Optional.of(parent));
    } else {
      start();
    }
  }
}
