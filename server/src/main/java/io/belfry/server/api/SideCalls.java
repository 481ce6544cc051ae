package io.belfry.server.api;

import io.belfry.server.inbox.StoreException;
import io.belfry.server.problem.ProblemCode;
import io.vertx.core.Future;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// What calls ask of the stores beside the inbox log, away from the event loops: a few at once, so
/// that the log keeps its connections to the database, and a queue with a limit. Safe for several
/// threads.
public final class SideCalls implements AutoCloseable {
  /// How many are answered at once.
  public static final int AT_ONCE = 2;

  private static final int QUEUE = 1_000;

  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          AT_ONCE,
          AT_ONCE,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(QUEUE),
          Thread.ofVirtual().name("belfry-side-", 1).factory());

  /// Asks by `work`, which may block. A full queue fails at once with `overloaded`.
  <R> Future<R> ask(Supplier<R> work) {
    var question = new Question<>(work, new CompletableFuture<>());
    try {
      executor.execute(question);
    } catch (RejectedExecutionException full) {
      question.refuse(executor.isShutdown() ? ProblemCode.UNAVAILABLE : ProblemCode.OVERLOADED);
    }
    return Future.fromCompletionStage(question.answer);
  }

  /// Ends what is under way; what still waits fails with `unavailable`.
  @Override
  public void close() {
    executor.shutdownNow().forEach(left -> ((Question<?>) left).refuse(ProblemCode.UNAVAILABLE));
    try {
      executor.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private record Question<R>(Supplier<R> work, CompletableFuture<R> answer) implements Runnable {
    @Override
    public void run() {
      try {
        answer.complete(work.get());
      } catch (RuntimeException | Error failure) {
        answer.completeExceptionally(failure);
      }
    }

    void refuse(ProblemCode code) {
      answer.completeExceptionally(
          new StoreException(code, new RejectedExecutionException("not asked")));
    }
  }
}
