package io.belfry.bench;

import java.util.ArrayList;
import java.util.List;

/// What a run prints: the table, and below it what was done to whom.
final class Report {
  private Report() {}

  static String render(
      List<Target> targets,
      List<Scenario> scenarios,
      Plan plan,
      double loadBefore,
      List<Table.Column> columns) {
    List<String> notes = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      notes.add("`" + scenario.key() + "`: " + scenario.description(plan) + ".");
    }
    for (Target target : targets) {
      notes.add(target.title() + ": " + target.footnote() + ".");
    }
    notes.add(
        """
        %d × %d s measured of each, medians shown. Load generator and server share %d cores (%s); \
        the machine's load average before the run was %.1f."""
            .formatted(
                plan.rounds(),
                plan.length().toSeconds(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                loadBefore));
    if (targets.size() > 1) {
      notes.add(
          "“Against” says how many times better %s is; below 1 it is worse."
              .formatted(targets.getFirst().title()));
    }
    return Table.render(columns) + "\n- " + String.join("\n- ", notes) + "\n";
  }
}
