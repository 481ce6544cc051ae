package io.belfry.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Events to every socket, as fast as they arrive.
record FanoutScenario() implements Scenario {

  @Override
  public String key() {
    return "fanout";
  }

  @Override
  public String description(Plan plan) {
    return """
        events to all of %,d sockets, %d under way at a time; %d s of warm-up; each socket was \
        seen to get each event"""
        .formatted(plan.sockets(), FanoutLoad.UNDER_WAY, warmUpSeconds(plan));
  }

  @Override
  public boolean appliesTo(Target target) {
    return true;
  }

  @Override
  public List<Round> measure(Target target, Plan plan) {
    try (Session session = Session.start(target)) {
      SocketSwarm swarm = session.connectSockets(plan.sockets());
      HttpPublisher publisher = session.connectPublisher(FanoutLoad.UNDER_WAY);
      FanoutLoad load = new FanoutLoad(session.client(), swarm, publisher, target.dialect());
      load.run(Duration.ofSeconds(warmUpSeconds(plan)), Plan.SETTLING);
      List<Round> rounds = new ArrayList<>();
      for (int i = 0; i < plan.rounds(); i++) {
        long cpuBefore = session.server().usage().cpuMicros();
        FanoutLoad.Result result = load.run(plan.length(), Plan.SETTLING);
        long cpuMicros = session.server().usage().cpuMicros() - cpuBefore;
        rounds.add(
            new Round(
                Map.of(
                    Figure.FANOUT_RATE, result.deliveries() / result.seconds(),
                    Figure.FANOUT_P99, result.endToEnd().millisAt(99),
                    Figure.FANOUT_CPU, (double) cpuMicros / result.deliveries())));
      }
      return rounds;
    }
  }

  /// Each event is thousands of frames, so half as long compiles as much.
  private static long warmUpSeconds(Plan plan) {
    return Math.max(1, plan.warmUp().toSeconds() / 2);
  }
}
