package io.belfry.bench;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command line: puts Belfry and its peers under the same load, one after the other, and prints
/// one Markdown table.
@Command(
    name = "bench/run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Puts Belfry and its peers under the same load and prints one Markdown table.")
final class Main implements Callable<Integer> {
  @Option(
      names = "--scenarios",
      split = ",",
      description = "Of send, latency, fanout, idle, restart, start. Default: all.")
  private @Nullable List<String> scenarioKeys;

  @Option(
      names = "--only",
      split = ",",
      description = "Of belfry, express, netty, floor. Default: all.")
  private @Nullable List<String> targetKeys;

  @Option(names = "--rounds", description = "Rounds of each scenario. Default: 3.")
  private @Nullable Integer rounds;

  @Option(names = "--seconds", description = "Length of a round. Default: 8.")
  private @Nullable Integer seconds;

  @Option(names = "--warmup", description = "Seconds before the first round. Default: 20.")
  private @Nullable Integer warmUp;

  @Option(
      names = "--sockets",
      description = "Sockets of fanout, up to " + Plan.MAX_SOCKETS + ". Default: 5000.")
  private @Nullable Integer sockets;

  @Option(
      names = "--idle-sockets",
      description =
          "Sockets of idle and restart, up to " + Plan.MAX_SOCKETS + ". Default: as many.")
  private @Nullable Integer idleSockets;

  @Option(names = "--quick", description = "Rougher figures in about two minutes.")
  private boolean quick;

  @Option(names = "--write", description = "Also writes the table into docs/performance.md.")
  private boolean write;

  @Option(names = "--repository", hidden = true, defaultValue = ".")
  private Path repository = Path.of(".");

  @Spec private CommandSpec spec = CommandSpec.create();

  static void main(String[] args) {
    System.exit(commandLine(new Main()).execute(args));
  }

  /// A command whose failed load is told in one line.
  static CommandLine commandLine(Callable<Integer> task) {
    CommandLine command = new CommandLine(task);
    command.setExecutionExceptionHandler(
        (failure, line, _) -> {
          boolean expected = failure instanceof LoadException;
          line.getErr().println("bench: " + (expected ? failure.getMessage() : failure));
          return 1;
        });
    return command;
  }

  @Override
  public Integer call() {
    Plan plan = plan();
    List<Target> targets = chosen("target", Target.all(repository), Target::key, targetKeys);
    List<Scenario> scenarios = chosen("scenario", Scenario.all(), Scenario::key, scenarioKeys);
    double loadBefore = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    List<Table.Column> columns = measure(targets, scenarios, plan);
    String report = Report.render(targets, scenarios, plan, loadBefore, columns);
    String budgets = Budget.table(columns);
    spec.commandLine().getOut().print(report + "\n" + budgets);
    spec.commandLine().getOut().flush();
    if (write) {
      PerformancePage page = PerformancePage.of(repository);
      page.write("bench", report);
      page.write("budget", budgets);
    }
    return 0;
  }

  private List<Table.Column> measure(List<Target> targets, List<Scenario> scenarios, Plan plan) {
    PrintWriter progress = spec.commandLine().getErr();
    List<Map<Figure, Double>> found = new ArrayList<>();
    targets.forEach(_ -> found.add(new EnumMap<>(Figure.class)));
    for (Scenario scenario : scenarios) {
      for (int i = 0; i < targets.size(); i++) {
        if (!scenario.appliesTo(targets.get(i))) {
          continue;
        }
        progress.println("bench: " + scenario.key() + ", " + targets.get(i).title());
        progress.flush();
        found.get(i).putAll(Round.medians(scenario.measure(targets.get(i), plan)));
      }
    }
    List<Table.Column> columns = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      columns.add(new Table.Column(targets.get(i).key(), targets.get(i).title(), found.get(i)));
    }
    return columns;
  }

  private Plan plan() {
    Plan base = quick ? Plan.QUICK : Plan.DEFAULT;
    try {
      return new Plan(
          rounds == null ? base.rounds() : rounds,
          seconds == null ? base.length() : Duration.ofSeconds(seconds),
          warmUp == null ? base.warmUp() : Duration.ofSeconds(warmUp),
          sockets == null ? base.sockets() : sockets,
          idleSockets == null ? base.idleSockets() : idleSockets);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private <T> List<T> chosen(
      String what, List<T> all, Function<T, String> key, @Nullable List<String> keys) {
    if (keys == null) {
      return all;
    }
    List<String> known = all.stream().map(key).toList();
    for (String wanted : keys) {
      if (!known.contains(wanted)) {
        throw new ParameterException(
            spec.commandLine(), "unknown " + what + " " + wanted + ", there are " + known);
      }
    }
    return all.stream().filter(candidate -> keys.contains(key.apply(candidate))).toList();
  }
}
