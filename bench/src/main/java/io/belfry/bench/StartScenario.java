package io.belfry.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A server that is started and then left alone, for as long as the threads of a JIT that has
/// nothing to do any more stay.
record StartScenario() implements Scenario {
  private static final Duration REST = Duration.ofSeconds(10);

  @Override
  public String key() {
    return "start";
  }

  @Override
  public String description(Plan plan) {
    return """
        started %d times; ready when its health check first answers 200, asked every %d ms; its \
        resident memory %d s later"""
        .formatted(plan.rounds(), ServerProcess.POLL_MILLIS, REST.toSeconds());
  }

  @Override
  public List<Round> measure(Target target, Plan plan) {
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < plan.rounds(); i++) {
      try (ServerProcess server = ServerProcess.start(target)) {
        server.rest(REST);
        rounds.add(
            new Round(
                Map.of(
                    Figure.START_READY, server.readyAfter().toMillis() / 1.0,
                    Figure.START_MEMORY, server.usage().residentBytes() / 1e6)));
      }
    }
    return rounds;
  }
}
