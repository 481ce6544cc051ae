package io.belfry.server.auth;

import java.util.List;

/// Where API keys are kept. Safe for several threads and several programs at once; every method may
/// block.
public interface ApiKeyStore extends AutoCloseable {
  /// All keys, revoked ones too, oldest first.
  List<ApiKey> all();

  void add(ApiKey key);

  /// Revokes the key of that id; false when there is none or it was revoked before.
  boolean revoke(String id);

  @Override
  void close();
}
