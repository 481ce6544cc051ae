package io.belfry.server.copy.jdbc;

/// Hears how far a copy is, on its thread, often.
@FunctionalInterface
public interface Progress {
  /// Tells how far it is.
  ///
  /// @param step what is being done now
  /// @param done of `total` of them
  void at(Step step, long done, long total);

  /// The steps of a copy, in their order.
  enum Step {
    /// Rows go over.
    COPYING,
    /// Inboxes are compared.
    CHECKING
  }
}
