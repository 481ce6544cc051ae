package io.belfry.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.socketio.engine.Deadline;
import io.belfry.socketio.engine.EngineLoop;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The acknowledgements that one socket's client owes.
///
/// Confined to the socket's event loop.
final class PendingAcks {
  private static final Duration LONGEST = Duration.ofDays(1);

  private final EngineLoop loop;
  private final int limit;
  private final Map<Long, Pending> pending = new HashMap<>();

  PendingAcks(EngineLoop loop, int limit) {
    this.loop = loop;
    this.limit = limit;
  }

  /// Refuses a time that no deadline can be made of.
  ///
  /// @throws IllegalArgumentException when it is not positive, or over a day
  static void requireTimeout(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a timeout must be positive, and at most a day: " + timeout);
    }
  }

  /// The time, or up to a sixteenth more: deadlines of the same delay share a timer.
  private static Duration rounded(Duration timeout) {
    long nanos = timeout.toNanos();
    long step = Math.max(1, Long.highestOneBit(nanos) >> 4);
    return Duration.ofNanos((nanos + step - 1) / step * step);
  }

  /// Waits for the acknowledgement of this id; false when there are too many, then the answer has
  /// failed already.
  boolean add(long id, CompletableFuture<List<JsonNode>> answer, Duration timeout) {
    if (pending.size() >= limit) {
      answer.completeExceptionally(new AckException(AckException.Cause.TOO_MANY_PENDING));
      return false;
    }
    Pending waiting = new Pending(id, answer);
    pending.put(id, waiting);
    loop.schedule(waiting, rounded(timeout));
    return true;
  }

  /// Hands on what the client answered; an answer to nothing is ignored.
  void complete(long id, List<JsonNode> args) {
    @Nullable Pending waiting = pending.remove(id);
    if (waiting != null) {
      waiting.cancel();
      waiting.answer.complete(args);
    }
  }

  /// Fails all, as the socket is disconnected.
  void fail() {
    List<Pending> all = List.copyOf(pending.values());
    pending.clear();
    for (Pending waiting : all) {
      waiting.cancel();
      waiting.answer.completeExceptionally(new AckException(AckException.Cause.DISCONNECTED));
    }
  }

  private final class Pending extends Deadline {
    private final long id;
    private final CompletableFuture<List<JsonNode>> answer;

    private Pending(long id, CompletableFuture<List<JsonNode>> answer) {
      this.id = id;
      this.answer = answer;
    }

    @Override
    protected void expired() {
      pending.remove(id);
      answer.completeExceptionally(new AckException(AckException.Cause.TIMEOUT));
    }
  }
}
