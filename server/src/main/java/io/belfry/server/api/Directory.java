package io.belfry.server.api;

import io.belfry.server.inbox.StoreException;
import io.belfry.server.problem.ProblemCode;
import io.belfry.server.user.TopicStore;
import io.belfry.server.user.UserStore;
import io.vertx.core.Future;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Topics and users, asked away from the event loops: a few calls at once, so that the inbox log
/// keeps its connections to the database, and a queue with a limit. Safe for several threads.
public final class Directory implements AutoCloseable {
  /// Calls that are answered at once.
  public static final int AT_ONCE = 2;

  private static final int QUEUE = 1_000;

  private final TopicStore topics;
  private final UserStore users;
  private final ThreadPoolExecutor executor;

  public Directory(TopicStore topics, UserStore users) {
    this.topics = topics;
    this.users = users;
    this.executor =
        new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            Thread.ofVirtual().name("belfry-directory-", 1).factory());
  }

  /// Asks of topics. A full queue fails at once with `overloaded`.
  <R> Future<R> topics(Function<TopicStore, R> work) {
    return ask(topics, work);
  }

  /// Asks of users. A full queue fails at once with `overloaded`.
  <R> Future<R> users(Function<UserStore, R> work) {
    return ask(users, work);
  }

  private <S, R> Future<R> ask(S store, Function<S, R> work) {
    try {
      return Future.fromCompletionStage(
          CompletableFuture.supplyAsync(() -> work.apply(store), executor));
    } catch (RejectedExecutionException full) {
      return Future.failedFuture(new StoreException(ProblemCode.OVERLOADED, full));
    }
  }

  /// Ends what is under way, and drops the rest.
  @Override
  public void close() {
    executor.shutdownNow();
    try {
      executor.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
