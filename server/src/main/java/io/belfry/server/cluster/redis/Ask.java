package io.belfry.server.cluster.redis;

import io.belfry.server.cluster.Bus.Answers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A question that waits for answers: as many as Redis delivered it to. This node's own echo counts
/// as one of them, so that it does not matter whether this node listens there too.
///
/// Safe for several threads.
final class Ask {
  private static final int MAX_ANSWERS = 1_000;

  private final long number;
  private final CompletableFuture<End> end = new CompletableFuture<>();
  private final List<byte[]> answers = new ArrayList<>();
  private long expected = Long.MAX_VALUE;
  private long heard;

  /// How waiting ends.
  enum End {
    /// Everybody has answered.
    ALL,
    /// Somebody has not answered in time.
    TIMEOUT,
    /// Nobody can answer any more.
    ABANDONED
  }

  Ask(long number) {
    this.number = number;
  }

  long number() {
    return number;
  }

  CompletableFuture<End> end() {
    return end;
  }

  /// Redis has delivered it `receivers` times.
  void delivered(long receivers) {
    boolean all;
    synchronized (this) {
      expected = receivers;
      all = heard >= expected;
    }
    endIf(all);
  }

  /// This node has heard its own question.
  void echoed() {
    boolean all;
    synchronized (this) {
      heard++;
      all = heard >= expected;
    }
    endIf(all);
  }

  /// A node has answered.
  void answered(byte[] answer) {
    boolean all;
    synchronized (this) {
      if (answers.size() >= MAX_ANSWERS) {
        return;
      }
      answers.add(answer);
      heard++;
      all = heard >= expected;
    }
    endIf(all);
  }

  /// Nobody is waited for any longer.
  void abandon() {
    end.complete(End.ABANDONED);
  }

  /// What has been answered until now.
  synchronized Answers soFar(boolean complete) {
    return new Answers(answers, complete);
  }

  private void endIf(boolean all) {
    if (all) {
      end.complete(End.ALL);
    }
  }
}
