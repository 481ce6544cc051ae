package io.belfry.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Sockets that connect and then do nothing, each round with a server that was just started: the
/// first wave shows their memory, more of them warm the server up, and the last one's time counts.
record IdleScenario() implements Scenario {
  /// Connected before the first reading, so that what a server allocates once is not counted.
  private static final int FIRST_SOCKETS = 200;

  @Override
  public String key() {
    return "idle";
  }

  @Override
  public String description(Plan plan) {
    return """
        a server just started; %,d identified sockets connect, and its resident memory is compared \
        with that before, both read when they moved by less than 1 %% in 5 s, or after 60 s; \
        then all are closed and as many connect again, %d at a time, until each has been \
        let in, and so on for %d s of warm-up; then once more: connects/s"""
        .formatted(plan.idleSockets(), SocketSwarm.WINDOW, plan.warmUp().toSeconds());
  }

  @Override
  public boolean appliesTo(Target target) {
    return true;
  }

  @Override
  public List<Round> measure(Target target, Plan plan) {
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < plan.rounds(); i++) {
      rounds.add(round(target, plan.idleSockets(), plan.warmUp()));
    }
    return rounds;
  }

  private static Round round(Target target, int sockets, Duration warmUp) {
    try (Session session = Session.start(target)) {
      session.connectSockets(FIRST_SOCKETS);
      long before = Stability.residentBytes(session.server());
      session.connectSockets(sockets);
      long grown = Stability.residentBytes(session.server()) - before;
      return new Round(
          Map.of(
              Figure.IDLE_MEMORY,
              grown / 1000.0 / sockets,
              Figure.IDLE_CONNECTS,
              connectsPerSecond(session, sockets, warmUp)));
    }
  }

  /// Of the first wave that begins after the warm-up.
  private static double connectsPerSecond(Session first, int sockets, Duration warmUp) {
    Session session = first;
    double connecting = 0;
    while (true) {
      session = session.reconnected();
      boolean warm = connecting * 1e9 >= warmUp.toNanos();
      double seconds = session.connectSockets(sockets).connectSeconds();
      if (warm) {
        session.client().close();
        return sockets / seconds;
      }
      connecting += seconds;
    }
  }
}
