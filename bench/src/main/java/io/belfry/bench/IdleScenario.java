package io.belfry.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Sockets that connect and then do nothing, each round with a server that was just started: the
/// first wave shows their memory; it also warms the server up for the second, whose time counts.
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
        let in: connects/s"""
        .formatted(plan.idleSockets(), SocketSwarm.WINDOW);
  }

  @Override
  public List<Round> measure(Target target, Plan plan) {
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < plan.rounds(); i++) {
      rounds.add(round(target, plan.idleSockets()));
    }
    return rounds;
  }

  private static Round round(Target target, int sockets) {
    try (Session session = Session.start(target)) {
      session.connectSockets(FIRST_SOCKETS);
      long before = Stability.residentBytes(session.server());
      session.connectSockets(sockets);
      long grown = Stability.residentBytes(session.server()) - before;
      try (Session second = session.reconnected()) {
        double seconds = second.connectSockets(sockets).connectSeconds();
        return new Round(
            Map.of(
                Figure.IDLE_MEMORY, grown / 1000.0 / sockets,
                Figure.IDLE_CONNECTS, sockets / seconds));
      }
    }
  }
}
