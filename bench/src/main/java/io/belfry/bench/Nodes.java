package io.belfry.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The command line that measures one node and two nodes on PostgreSQL and Redis. Of the two, one
/// has all the callers and the other all the sockets, so that each notification crosses.
@Command(
    name = "bench/nodes",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures one node and two nodes on PostgreSQL and Redis.")
final class Nodes implements Callable<Integer> {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(60);

  @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--seconds", defaultValue = "8", description = "Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(names = "--warmup", defaultValue = "20", description = "Default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(names = "--write", description = "Also writes the table into docs/performance.md.")
  private boolean write;

  @Option(names = "--repository", hidden = true, defaultValue = ".")
  private Path repository = Path.of(".");

  @Spec private CommandSpec spec = CommandSpec.create();

  static void main(String[] args) {
    System.exit(Main.commandLine(new Nodes()).execute(args));
  }

  @Override
  public Integer call() {
    var belfry = new Belfry(repository.resolve("belfry"));
    String table;
    try (Backing backing = Backing.start()) {
      var node = new BelfryNode(belfry, backing);
      List<Found> one;
      try (ServerProcess server = ServerProcess.start(node)) {
        one = measure(backing, server, server);
      }
      List<Found> two;
      try (ServerProcess first = ServerProcess.start(node);
          ServerProcess second = ServerProcess.start(node)) {
        two = measure(backing, first, second);
      }
      table = table(one, two);
    }
    spec.commandLine().getOut().print(table);
    spec.commandLine().getOut().flush();
    if (write) {
      PerformancePage.of(repository).write("nodes", table);
    }
    return 0;
  }

  private List<Found> measure(Backing backing, ServerProcess callers, ServerProcess sockets) {
    var dialect = new Belfry(repository).dialect();
    var ports = new Ports(callers.ports().http(), sockets.ports().socket());
    try (var client = new LoadClient(ports)) {
      var swarm = new SocketSwarm(client, dialect, Plan.USERS);
      client.await(swarm.connect(), CONNECT_LIMIT, "connecting sockets");
      var publisher = new HttpPublisher(client);
      CompletableFuture<Void> connected = publisher.connect(Plan.CONNECTIONS);
      client.await(connected, CONNECT_LIMIT, "connecting over HTTP");
      var load = new SendLoad(client, swarm, publisher, dialect);
      var fast = new Pace.ClosedLoop(Plan.CONNECTIONS);
      var steady = new Pace.OpenLoop(Plan.SENDS_PER_SECOND);
      load.run(fast, Duration.ofSeconds(warmUp), Plan.SETTLING);
      List<Found> found = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        long nodesBefore = cpu(callers, sockets);
        long databaseBefore = backing.databaseCpuMicros();
        SendLoad.Result result = load.run(fast, Duration.ofSeconds(seconds), Plan.SETTLING);
        double nodes = (double) (cpu(callers, sockets) - nodesBefore) / result.sends();
        double database = (double) (backing.databaseCpuMicros() - databaseBefore) / result.sends();
        SendLoad.Result calm = load.run(steady, Duration.ofSeconds(seconds), Plan.SETTLING);
        found.add(new Found(result, calm, nodes, database));
      }
      return found;
    }
  }

  private static long cpu(ServerProcess callers, ServerProcess sockets) {
    long cpu = callers.usage().cpuMicros();
    return callers == sockets ? cpu : cpu + sockets.usage().cpuMicros();
  }

  private String table(List<Found> one, List<Found> two) {
    return """
        | | one node | two nodes, each notification crosses | ratio |
        |---|---|---|---|
        """
        + row(
            "durable sends per second, %d callers".formatted(Plan.CONNECTIONS),
            one,
            two,
            Found::rate)
        + row("p99 of the answer, ms", one, two, found -> found.fast.http().millisAt(99))
        + row("p99 from send to socket, ms", one, two, found -> found.fast.endToEnd().millisAt(99))
        + row("CPU of the nodes per send, µs", one, two, Found::nodesCpu)
        + row("CPU of PostgreSQL per send, µs", one, two, Found::databaseCpu)
        + row(
            "p50 from send to socket at %d/s, ms".formatted(Plan.SENDS_PER_SECOND),
            one,
            two,
            found -> found.calm.endToEnd().millisAt(50))
        + row(
            "p99 from send to socket at %d/s, ms".formatted(Plan.SENDS_PER_SECOND),
            one,
            two,
            found -> found.calm.endToEnd().millisAt(99));
  }

  private static String row(
      String what, List<Found> one, List<Found> two, ToDoubleFunction<Found> figure) {
    double first = median(one, figure);
    double second = median(two, figure);
    return "| %s | %s | %s | %.2f |%n"
        .formatted(what, number(first), number(second), second / first)
        .replace(System.lineSeparator(), "\n");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
  }

  private static double median(List<Found> rounds, ToDoubleFunction<Found> figure) {
    return rounds.stream()
        .map(figure::applyAsDouble)
        .sorted(Comparator.naturalOrder())
        .toList()
        .get(rounds.size() / 2);
  }

  /// What one round found.
  private record Found(
      SendLoad.Result fast, SendLoad.Result calm, double nodesCpu, double databaseCpu) {
    double rate() {
      return fast.sends() / fast.seconds();
    }
  }
}
