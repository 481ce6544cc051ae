package io.belfry.server.inbox;

import java.util.List;

/// The durable inbox log, as the lane writes it.
///
/// Not safe for several threads, but for [#flush]: one lane owns it.
public interface InboxStore extends AutoCloseable {
  /// Applies `commands` in their order as one transaction, at `nowMs` (epoch milliseconds). Readers
  /// see it from then on; it is on disk after the next [#flush].
  ///
  /// @throws StoreException when nothing was changed
  Applied apply(List<Command> commands, long nowMs);

  /// Returns when whatever was applied before this call is on disk. May run beside the next
  /// transaction, on another thread.
  ///
  /// @throws StoreException when that is not known: the store must not be used any more
  void flush();

  /// Removes a bounded amount of what retention no longer keeps, as one transaction; `unfinished`
  /// when there is more.
  ///
  /// @throws StoreException when nothing was changed
  Swept sweep(long nowMs);

  /// Does a little housekeeping of the store's own, in no transaction and while nobody waits for an
  /// answer.
  ///
  /// @throws StoreException when it failed; nothing is lost by that
  void tidy();

  /// Does a part of what can wait until nobody has anything to do; whether there was something to
  /// do.
  ///
  /// @throws StoreException when it failed; nothing is lost by that
  boolean rest();

  @Override
  void close();

  /// The outcome of each command, in their order, and how each inbox that they touched moved.
  record Applied(List<Outcome> outcomes, List<InboxChange> changes) {}

  /// How inboxes moved when age took notifications from them.
  record Swept(List<InboxChange> changes, boolean unfinished) {}
}
