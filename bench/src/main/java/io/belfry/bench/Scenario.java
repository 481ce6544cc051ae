package io.belfry.bench;

import java.util.List;

/// A kind of load that a target is put under. Each starts the target itself, so that none is
/// measured in the state that another left behind.
sealed interface Scenario
    permits SendScenario, FanoutScenario, IdleScenario, RestartScenario, StartScenario {

  /// What `--scenarios` and the figures call it.
  String key();

  /// What is done, for the table's footnote.
  String description(Plan plan);

  /// Whether the target can be put under this load; by default each can but the floor.
  default boolean appliesTo(Target target) {
    return !(target instanceof Floor);
  }

  List<Round> measure(Target target, Plan plan);

  static List<Scenario> all() {
    return List.of(
        new SendScenario("send", new Pace.ClosedLoop(Plan.CONNECTIONS)),
        new SendScenario("latency", new Pace.OpenLoop(Plan.SENDS_PER_SECOND)),
        new FanoutScenario(),
        new IdleScenario(),
        new RestartScenario(),
        new StartScenario());
  }
}
