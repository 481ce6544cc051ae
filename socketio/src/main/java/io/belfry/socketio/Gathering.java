package io.belfry.socketio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The answers of other nodes to one request, until all are there or the time is over.
///
/// Safe in any thread.
final class Gathering {
  private static final int UNKNOWN = -1;

  private final CompletableFuture<Void> allThere = new CompletableFuture<>();

  // Guarded by this.
  private final List<AdapterAnswer> answers = new ArrayList<>();
  private int expected = UNKNOWN;

  /// What was answered.
  ///
  /// @param silentNodes how many nodes did not answer
  record Result(List<AdapterAnswer> answers, int silentNodes) {
    <A extends AdapterAnswer> List<A> of(Class<A> type) {
      return answers.stream().filter(type::isInstance).map(type::cast).toList();
    }
  }

  /// What was answered when all have or this time is over; fails when the request was not sent.
  CompletionStage<Result> within(Duration time) {
    return allThere
        .orTimeout(time.toMillis(), TimeUnit.MILLISECONDS)
        .handle((done, failure) -> result(failure));
  }

  private synchronized Result result(@Nullable Throwable failure) {
    boolean sent = expected != UNKNOWN;
    if (failure == null || (sent && failure instanceof TimeoutException)) {
      return new Result(List.copyOf(answers), Math.max(0, expected - answers.size()));
    }
    throw new CompletionException(failure);
  }

  /// Learns how many nodes were asked.
  void expect(int nodes) {
    boolean complete;
    synchronized (this) {
      expected = nodes;
      complete = answers.size() >= expected;
    }
    if (complete) {
      allThere.complete(null);
    }
  }

  void add(AdapterAnswer answer) {
    boolean complete;
    synchronized (this) {
      answers.add(answer);
      complete = expected != UNKNOWN && answers.size() >= expected;
    }
    if (complete) {
      allThere.complete(null);
    }
  }

  void fail(Throwable failure) {
    allThere.completeExceptionally(failure);
  }
}
