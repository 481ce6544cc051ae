package io.belfry.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Sockets that connect and then do nothing, each round with a server that was just started.
record IdleScenario() implements Scenario {
  /// Connected before the first reading, so that what a server allocates once is not counted.
  private static final int FIRST_SOCKETS = 200;

  private static final Duration REST = Duration.ofSeconds(2);

  @Override
  public String key() {
    return "idle";
  }

  @Override
  public String description(Plan plan) {
    return "a server just started, %,d sockets connect, %d s later its resident memory is compared"
        .formatted(plan.sockets(), REST.toSeconds());
  }

  @Override
  public List<Round> measure(Target target, Plan plan) {
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < plan.rounds(); i++) {
      rounds.add(round(target, plan.sockets()));
    }
    return rounds;
  }

  private static Round round(Target target, int sockets) {
    try (Session session = Session.start(target)) {
      session.connectSockets(FIRST_SOCKETS);
      rest(session);
      long before = session.server().usage().residentBytes();
      long start = Mark.now();
      session.connectSockets(sockets);
      double seconds = (Mark.now() - start) / 1e9;
      rest(session);
      long grown = session.server().usage().residentBytes() - before;
      return new Round(
          Map.of(
              Figure.IDLE_MEMORY, grown / 1000.0 / sockets,
              Figure.IDLE_CONNECTS, sockets / seconds));
    }
  }

  private static void rest(Session session) {
    CompletableFuture<Void> rested = new CompletableFuture<>();
    session.client().schedule(REST.toNanos(), () -> rested.complete(null));
    session.client().await(rested, REST.multipliedBy(2), "resting");
  }
}
