package io.belfry.server.realtime;

import io.belfry.server.broadcast.Broadcasts;
import io.belfry.server.cluster.Bus;
import java.util.concurrent.CompletionStage;

/// Who is connected to any node and waits for a broadcast: nothing is kept of it, the nodes are
/// asked. Safe for several threads.
public final class Waiting {
  private final Broadcasts broadcasts;
  private final Bus bus;

  public Waiting(Broadcasts broadcasts, Bus bus) {
    this.broadcasts = broadcasts;
    this.bus = bus;
  }

  /// How many wait for the broadcast of that number.
  public CompletionStage<Report> of(long number) {
    return bus.askAll(Question.whoWaits(number))
        .thenApply(
            answers ->
                new Report(
                    broadcasts.waitingHere(number)
                        + answers.answers().stream().mapToInt(Question::count).sum(),
                    answers.complete()));
  }

  /// Who waits.
  ///
  /// @param users how many
  /// @param complete whether every node has answered
  public record Report(int users, boolean complete) {}
}
