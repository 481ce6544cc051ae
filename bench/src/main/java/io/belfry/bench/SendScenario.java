package io.belfry.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Notifications to one user per call, at a pace: as fast as answers come, or at a steady rate. The
/// warm-up is as fast as answers come in both, since that is what makes a JVM compile.
record SendScenario(String key, Pace pace) implements Scenario {

  @Override
  public String description(Plan plan) {
    String paced =
        switch (pace) {
          case Pace.ClosedLoop closed ->
              "over %d kept-alive connections as fast as answers come"
                  .formatted(closed.connections());
          case Pace.OpenLoop open ->
              "at %d/s, timed from when each was due".formatted(open.perSecond());
        };
    return """
        200-byte notifications, one of %d users (one WebSocket each) per call, %s; %d s of \
        warm-up; each answered send was seen to arrive once"""
        .formatted(Plan.USERS, paced, plan.warmUp().toSeconds());
  }

  @Override
  public List<Round> measure(Target target, Plan plan) {
    try (Session session = Session.start(target)) {
      SocketSwarm swarm = session.connectSockets(Plan.USERS);
      HttpPublisher publisher = session.connectPublisher(Plan.CONNECTIONS);
      SendLoad load = new SendLoad(session.client(), swarm, publisher, target.dialect());
      load.run(new Pace.ClosedLoop(Plan.CONNECTIONS), plan.warmUp(), Plan.SETTLING);
      List<Round> rounds = new ArrayList<>();
      for (int i = 0; i < plan.rounds(); i++) {
        long cpuBefore = session.server().usage().cpuMicros();
        SendLoad.Result result = load.run(pace, plan.length(), Plan.SETTLING);
        rounds.add(round(result, session.server().usage().cpuMicros() - cpuBefore));
      }
      return rounds;
    }
  }

  private Round round(SendLoad.Result result, long cpuMicros) {
    Latencies http = result.http();
    Latencies endToEnd = result.endToEnd();
    return switch (pace) {
      case Pace.ClosedLoop _ ->
          new Round(
              Map.of(
                  Figure.SEND_RATE, result.sends() / result.seconds(),
                  Figure.SEND_HTTP_P50, http.millisAt(50),
                  Figure.SEND_HTTP_P99, http.millisAt(99),
                  Figure.SEND_HTTP_P999, http.millisAt(99.9),
                  Figure.SEND_END_TO_END_P50, endToEnd.millisAt(50),
                  Figure.SEND_END_TO_END_P99, endToEnd.millisAt(99),
                  Figure.SEND_CPU, (double) cpuMicros / result.sends()));
      case Pace.OpenLoop _ ->
          new Round(
              Map.of(
                  Figure.LATENCY_P50, endToEnd.millisAt(50),
                  Figure.LATENCY_P99, endToEnd.millisAt(99),
                  Figure.LATENCY_P999, endToEnd.millisAt(99.9)));
    };
  }
}
