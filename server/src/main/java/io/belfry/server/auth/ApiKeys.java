package io.belfry.server.auth;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/// The API keys that are good now, in memory. Safe for several threads; never blocks.
///
/// A key made meanwhile works at once, since an unknown one is looked up (not more often than
/// [#refresh] may run at a time); one revoked meanwhile stops with the next [#refresh].
public final class ApiKeys {
  private final ApiKeyStore store;
  private final Executor blocking;
  private final Map<String, String> configured = new HashMap<>();
  private volatile Map<String, String> idByHash = Map.of();
  private volatile CompletionStage<Void> refreshing = CompletableFuture.completedFuture(null);

  /// @param configured a key from the configuration, good besides the stored ones
  /// @param blocking where the store is read
  public ApiKeys(ApiKeyStore store, Optional<String> configured, Executor blocking) {
    this.store = store;
    this.blocking = blocking;
    configured.ifPresent(key -> this.configured.put(ApiKey.hash(key), "configured"));
    load();
  }

  /// The id of the key that `secret` is, when it is good: at once where it is known.
  public CompletionStage<Optional<String>> find(String secret) {
    String hash = ApiKey.hash(secret);
    String id = idByHash.get(hash);
    if (id != null) {
      return CompletableFuture.completedFuture(Optional.of(id));
    }
    return refresh().thenApply(done -> Optional.ofNullable(idByHash.get(hash)));
  }

  /// Reads the keys anew; joins a reading that is under way.
  public synchronized CompletionStage<Void> refresh() {
    if (refreshing.toCompletableFuture().isDone()) {
      refreshing = CompletableFuture.runAsync(this::load, blocking);
    }
    return refreshing;
  }

  private void load() {
    Map<String, String> fresh = new HashMap<>(configured);
    for (ApiKey key : store.all()) {
      if (!key.revoked()) {
        fresh.put(key.hash(), key.id());
      }
    }
    idByHash = Map.copyOf(fresh);
  }
}
