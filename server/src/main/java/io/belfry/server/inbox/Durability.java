package io.belfry.server.inbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/// How far the log is on disk. Transactions are numbered as they begin; what one wrote is seen by
/// readers a little before it is durable, and must not be told to anybody until then: after a power
/// failure its numbers would be given away a second time.
///
/// Safe for several threads.
public final class Durability {
  // Guarded by this.
  private long begun;
  private long durable;
  private boolean lost;
  private final Queue<Waiting> waiting = new ArrayDeque<>();

  private final Runnable end;

  /// @param end ends the process at once, when what is on disk is not known any more: the store
  ///   must not be closed or checkpointed, since only its recovery tells good pages from bad ones
  public Durability(Runnable end) {
    this.end = end;
  }

  /// Numbers a transaction that is about to begin.
  synchronized long begin() {
    return ++begun;
  }

  /// Says that everything up to the transaction `number` is on disk.
  void reached(long number) {
    settle(number, false);
  }

  /// Says that nothing will be durable any more, whatever is said afterwards.
  void lost() {
    settle(Long.MAX_VALUE, true);
    end.run();
  }

  /// Calls `then` once everything that a reader can have seen by now is on disk, at once where it
  /// is so already: with true, or with false when it will never be.
  void whenSeenIsDurable(Consumer<Boolean> then) {
    boolean certain;
    synchronized (this) {
      if (durable < begun) {
        waiting.add(new Waiting(begun, then));
        return;
      }
      certain = !lost;
    }
    then.accept(certain);
  }

  private void settle(long number, boolean isLost) {
    List<Waiting> settled = new ArrayList<>();
    synchronized (this) {
      if (lost) {
        return;
      }
      durable = number;
      lost = isLost;
      while (!waiting.isEmpty() && waiting.peek().number <= number) {
        settled.add(waiting.remove());
      }
    }
    settled.forEach(each -> each.then.accept(!isLost));
  }

  private record Waiting(long number, Consumer<Boolean> then) {}
}
