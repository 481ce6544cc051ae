package io.belfry.server.cluster.redis;

import io.belfry.server.cluster.Bus.Answers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The questions that wait for answers. Safe for several threads.
final class Asks {
  private final Map<Long, Ask> waiting = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final Duration timeout;
  private final int limit;
  private final BusMetrics metrics;

  Asks(Duration timeout, int limit, BusMetrics metrics) {
    this.timeout = timeout;
    this.limit = limit;
    this.metrics = metrics;
  }

  /// A new question, or nothing when too many wait.
  Optional<Ask> begin() {
    // Several threads may pass at once: over the limit by their number at most.
    if (waiting.size() >= limit) {
      metrics.askRefused();
      return Optional.empty();
    }
    var ask = new Ask(numbers.incrementAndGet());
    waiting.put(ask.number(), ask);
    return Optional.of(ask);
  }

  /// What is answered to `ask`; completes at the latest when the timeout has passed.
  CompletionStage<Answers> answers(Ask ask) {
    return ask.end()
        .completeOnTimeout(Ask.End.TIMEOUT, timeout.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(
            end -> {
              waiting.remove(ask.number());
              if (end == Ask.End.TIMEOUT) {
                metrics.askTimedOut();
              }
              return ask.soFar(end == Ask.End.ALL);
            });
  }

  /// The question with this number, if it still waits.
  Optional<Ask> waiting(long number) {
    return Optional.ofNullable(waiting.get(number));
  }

  /// No more answers will come.
  void abandonAll() {
    waiting.values().forEach(Ask::abandon);
  }
}
