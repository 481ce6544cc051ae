package io.belfry.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A server that is killed under load and started again on the same data, with all its sockets
/// coming back as stock clients do: Belfry only, since nobody else has anything to come back to.
record RestartScenario() implements Scenario {
  private static final int SECONDS_BEFORE = 3;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Override
  public String key() {
    return "restart";
  }

  @Override
  public String description(Plan plan) {
    return """
        %,d sockets of the sync dialect, %d sends/s to them in turn; the server is killed \
        (SIGKILL) and started again on its data; each socket comes back as `socket.io-client` \
        does (0.5 to 1.5 s at first, 5 s at most) and says what it has; from the kill until the \
        last has all \
        that had been answered before it; in the end each has every send that was answered, and \
        no more than the server counts; an error is whatever is no refused, reset or ended \
        connection"""
        .formatted(plan.idleSockets(), sendsPerSecond(plan));
  }

  @Override
  public boolean appliesTo(Target target) {
    return target instanceof Belfry;
  }

  @Override
  public List<Round> measure(Target target, Plan plan) {
    if (!(target instanceof Belfry belfry)) {
      throw new IllegalArgumentException(target.title() + " has no sync dialect");
    }
    List<RestartLoad.Result> results = new ArrayList<>();
    for (int i = 0; i < plan.rounds(); i++) {
      try (Session session = Session.start(belfry)) {
        results.add(restarted(session, belfry.dialect(), plan));
      }
    }
    // Of errors each counts: a median would hide those of one round.
    double errors = results.stream().mapToInt(result -> result.disturbances().errorCount()).sum();
    return results.stream()
        .map(
            result ->
                new Round(
                    Map.of(Figure.RESTART_TIME, result.seconds(), Figure.RESTART_ERRORS, errors)))
        .toList();
  }

  private static RestartLoad.Result restarted(Session session, BelfryDialect dialect, Plan plan) {
    RestartLoad load =
        new RestartLoad(
            session.client(),
            session.connectPublisher(Plan.CONNECTIONS),
            dialect::token,
            dialect::send,
            plan.idleSockets(),
            sendsPerSecond(plan));
    load.begin();
    load.awaitAnswered(sendsPerSecond(plan) * SECONDS_BEFORE, LIMIT);
    RestartLoad.Result result = load.replaceServer(session.server()::killAndRestart, LIMIT);
    if (result.disturbances().errorCount() > 0) {
      System.err.println("bench: errors: " + result.disturbances());
    }
    return result;
  }

  /// Fewer than an inbox keeps, however few sockets there are.
  private static int sendsPerSecond(Plan plan) {
    return Math.min(Plan.SENDS_PER_SECOND, plan.idleSockets());
  }
}
