package io.belfry.server.inbox;

import io.belfry.server.problem.ProblemCode;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads the inbox log away from the event loops: a few threads, each with a reader of its own, and
/// a queue with a limit.
///
/// What was read is told once it is durable, see [Durability].
///
/// Safe for several threads. Stages complete on a thread of the log's, or exceptionally with
/// [StoreException].
public final class Readers implements AutoCloseable {
  private final ThreadPoolExecutor executor;
  private final Durability durability;

  /// @param readers makes the reader of one thread
  public Readers(
      int threads, int queueLimit, Durability durability, Supplier<InboxReader> readers) {
    this.durability = durability;
    AtomicInteger number = new AtomicInteger();
    this.executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queueLimit),
            task -> new ReaderThread(task, number.incrementAndGet(), readers));
    executor.prestartAllCoreThreads();
  }

  /// Runs `read` with a reader. A full queue fails at once with `overloaded`.
  public <R> CompletionStage<R> read(Function<InboxReader, R> read) {
    var result = new CompletableFuture<R>();
    try {
      executor.execute(
          () -> {
            try {
              R found = read.apply(((ReaderThread) Thread.currentThread()).reader());
              durability.whenSeenIsDurable(durable -> settle(result, found, durable));
            } catch (RuntimeException failure) {
              result.completeExceptionally(failure);
            }
          });
    } catch (RejectedExecutionException full) {
      result.completeExceptionally(new StoreException(ProblemCode.OVERLOADED, full));
    }
    return result;
  }

  private static <R> void settle(CompletableFuture<R> result, R found, boolean durable) {
    if (durable) {
      result.complete(found);
    } else {
      result.completeExceptionally(
          new StoreException(
              ProblemCode.UNAVAILABLE, new IllegalStateException("the disk refused to write")));
    }
  }

  /// Ends what is under way, drops the rest, and closes the readers.
  @Override
  public void close() {
    executor.shutdownNow();
    try {
      executor.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// A thread and the reader it owns.
  private static final class ReaderThread extends Thread {
    private final InboxReader reader;

    ReaderThread(Runnable task, int number, Supplier<InboxReader> readers) {
      super(task, "belfry-reader-" + number);
      this.reader = readers.get();
    }

    InboxReader reader() {
      return reader;
    }

    @Override
    public void run() {
      try (reader) {
        super.run();
      }
    }
  }
}
