package io.belfry.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command line of the soak: loads Belfry for a long time and tells whether it grows. Ends with
/// status 0 if all arrived and everything is flat.
@Command(
    name = "bench/soak",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Loads Belfry with everything at once for some time, and tells whether it stays flat.")
final class Soak implements Callable<Integer> {
  private static final int SAMPLES = 60;
  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(2);
  private static final int CONNECTIONS = 4;

  @Parameters(
      paramLabel = "MINUTES",
      arity = "0..1",
      defaultValue = "60",
      description = "How long, from 1 to 1440. Default: ${DEFAULT-VALUE}.")
  private int minutes;

  @Option(names = "--write", description = "Also writes the table into docs/performance.md.")
  private boolean write;

  @Option(names = "--repository", hidden = true, defaultValue = ".")
  private Path repository = Path.of(".");

  @Spec private CommandSpec spec = CommandSpec.create();

  static void main(String[] args) {
    System.exit(Main.commandLine(new Soak()).execute(args));
  }

  @Override
  public Integer call() {
    if (minutes < 1 || minutes > 1440) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "minutes must be from 1 to 1440, not " + minutes);
    }
    Belfry belfry = new Belfry(repository.resolve("belfry"));
    try (Session session = Session.start(belfry);
        SoakLoad load =
            new SoakLoad(
                session.client(), session.connectPublisher(CONNECTIONS), belfry.dialect())) {
      load.begin();
      List<ServerSample> samples = samples(session.server(), load);
      int arrived = load.end();
      SoakReport report = SoakReport.of(samples, session.server().logLines());
      String text = description(arrived) + "\n\n" + report.table();
      spec.commandLine().getOut().print(text);
      spec.commandLine().getOut().flush();
      if (write) {
        PerformancePage.of(repository).write("soak", text);
      }
      return report.isFlat() ? 0 : 1;
    }
  }

  private List<ServerSample> samples(ServerProcess server, SoakLoad load) {
    Duration interval = Duration.ofMinutes(minutes).dividedBy(SAMPLES);
    if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
      interval = SHORTEST_INTERVAL;
    }
    Instant end = Instant.now().plus(Duration.ofMinutes(minutes));
    List<ServerSample> samples = new ArrayList<>();
    while (Instant.now().isBefore(end)) {
      server.rest(interval);
      load.check();
      samples.add(ServerSample.of(server));
    }
    return samples;
  }

  private String description(int arrived) {
    return """
        %d minutes: %d WebSockets and %d long-polling clients, %d sends/s over HTTP, %d sockets/s \
        cut off that come back, %d clients/s that misbehave (resets, halves of requests, malformed \
        frames, no reading). Each of the %,d sends that were answered arrived."""
        .formatted(
            minutes,
            SoakLoad.SOCKETS,
            SoakLoad.POLLING,
            SoakLoad.SENDS_PER_SECOND,
            SoakLoad.DROPS_PER_SECOND,
            SoakLoad.BAD_CLIENTS_PER_SECOND,
            arrived);
  }
}
