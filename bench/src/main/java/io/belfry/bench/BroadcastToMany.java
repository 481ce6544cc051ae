package io.belfry.bench;

import io.netty.buffer.ByteBufAllocator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The command line that measures a broadcast: very many users with an inbox, some of whom are
/// connected. It also looks whether it is right: how many rows it made, who has it where, and that
/// a recall leaves none of it.
@Command(
    name = "bench/broadcast",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures a broadcast to very many users of whom some are connected.")
final class BroadcastToMany implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Option(names = "--users", defaultValue = "1000000", description = "Default: ${DEFAULT-VALUE}.")
  private int users;

  @Option(names = "--connected", defaultValue = "5000", description = "Default: ${DEFAULT-VALUE}.")
  private int connected;

  @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--postgresql", description = "On PostgreSQL and Redis in place of SQLite.")
  private boolean postgresql;

  @Option(names = "--write", description = "Also writes the table into docs/performance.md.")
  private boolean write;

  @Option(names = "--repository", hidden = true, defaultValue = ".")
  private Path repository = Path.of(".");

  @Spec private CommandSpec spec = CommandSpec.create();

  static void main(String[] args) {
    System.exit(Main.commandLine(new BroadcastToMany()).execute(args));
  }

  @Override
  public Integer call() {
    var belfry = new Belfry(repository.resolve("belfry"));
    String table;
    if (postgresql) {
      try (Backing backing = Backing.start();
          ServerProcess server = ServerProcess.start(new BelfryNode(belfry, backing))) {
        table = measure(belfry, server, Rows.postgresql(backing.databaseUrl()));
      }
    } else {
      try (ServerProcess server = ServerProcess.start(belfry)) {
        table = measure(belfry, server, Rows.sqlite(server.data().resolve("belfry.db")));
      }
    }
    spec.commandLine().getOut().print(table);
    spec.commandLine().getOut().flush();
    if (write) {
      PerformancePage.of(repository)
          .write(postgresql ? "broadcast-postgresql" : "broadcast", table);
    }
    return 0;
  }

  private String measure(Belfry belfry, ServerProcess server, Rows rows) {
    BelfryDialect dialect = belfry.dialect();
    try (var backend = new Backend(server.ports().http(), dialect.apiKey());
        var client = new LoadClient(server.ports())) {
      backend.sendToEach(users);
      var swarm = new SocketSwarm(client, dialect, connected);
      client.await(swarm.connect(), LIMIT, "connecting sockets");
      var publisher = new HttpPublisher(client);
      client.await(publisher.connect(1), LIMIT, "connecting over HTTP");
      var latencies = new Latencies();
      double[] all = new double[rounds];
      long made = 0;
      for (int i = 0; i < rounds; i++) {
        long before = rows.count();
        all[i] = broadcast(client, swarm, publisher, dialect, i, latencies);
        made = rows.count() - before;
        check(made == connected + 1, "%,d rows were made".formatted(made));
      }
      String later = Dialect.userId(users - 1);
      check(backend.inboxSize(later) == rounds + 1, later + " does not have all of it");
      check(backend.newestIsBroadcast(later), later + " has it in another place");
      double[] recalls = new double[rounds];
      for (int i = 0; i < rounds; i++) {
        long begun = System.nanoTime();
        backend.recallNewest(later);
        recalls[i] = (System.nanoTime() - begun) / 1e9;
      }
      check(backend.inboxSize(later) == 1, later + " still has it");
      check(backend.inboxSize(Dialect.userId(0)) == 1, "who is connected still has it");
      return table(latencies, median(all), made, median(recalls));
    }
  }

  /// How long it takes until the last one has it, in seconds.
  private double broadcast(
      LoadClient client,
      SocketSwarm swarm,
      HttpPublisher publisher,
      BelfryDialect dialect,
      int number,
      Latencies latencies) {
    var done = new CompletableFuture<Double>();
    long begun = Mark.now();
    client.schedule(
        0,
        () -> {
          int[] left = {swarm.size()};
          publisher.listener((answered, tookNanos) -> {});
          swarm.listener(
              (user, dueNanos, heard) -> {
                latencies.record(Mark.now() - dueNanos);
                if (--left[0] == 0) {
                  done.complete((Mark.now() - begun) / 1e9);
                }
              });
          publisher.post(
              dialect.toAll().marked(ByteBufAllocator.DEFAULT, Mark.now(), number), number);
        });
    return client.await(done, LIMIT, "a broadcast");
  }

  private String table(Latencies latencies, double seconds, long made, double recall) {
    return """
        | %,d users with an inbox, %,d of them connected | |
        |---|---|
        | from the call to the last socket, s (median of %d) | %s |
        | from the call to a socket, p50, ms | %s |
        | rows that it made | %,d |
        | from the recall to the last copy gone, s | %s |
        """
        .formatted(
            users,
            connected,
            rounds,
            number(seconds),
            number(latencies.millisAt(50)),
            made,
            number(recall));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new LoadException("that is wrong: " + otherwise);
    }
  }
}
