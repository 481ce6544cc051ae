package io.belfry.server.copy.jdbc;

import java.util.List;

/// How a copy ended.
public sealed interface CopyResult {
  /// Everything is there, and the same on both sides.
  ///
  /// @param notifications rows of them, tombstones among them
  record Copied(long notifications, long inboxes, long idempotencyKeys, long apiKeys)
      implements CopyResult {}

  /// The sides differ; nothing was copied.
  ///
  /// @param differences some of them, each a sentence
  /// @param count how many there are
  record Different(List<String> differences, long count) implements CopyResult {
    public Different {
      differences = List.copyOf(differences);
    }
  }

  /// It was told to stop; nothing was copied.
  record Stopped() implements CopyResult {}
}
