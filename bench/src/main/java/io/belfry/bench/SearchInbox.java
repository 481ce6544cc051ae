package io.belfry.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The command line that measures searching: one user has as many notifications as an inbox keeps,
/// among very many of others, and searches them while another process sends to all of them. It also
/// looks whether each search finds what it should.
@Command(
    name = "bench/search",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures searching an inbox while others are sent to.",
      "The inbox has BELFRY_RETENTION_COUNT notifications, 1000 unless set."
    })
final class SearchInbox implements Callable<Integer> {
  private static final int ROUNDS = 100;
  private static final int OTHERS_EACH = 100;
  private static final int CONNECTIONS = 8;
  private static final int SENDS_PER_SECOND = 1_000;
  private static final Duration WARM_UP = Duration.ofSeconds(60);

  @Option(names = "--all", defaultValue = "100000", description = "Default: ${DEFAULT-VALUE}.")
  private int all;

  @Option(
      names = "--searches",
      defaultValue = "50",
      description = "A second; default: ${DEFAULT-VALUE}.")
  private int searchesPerSecond;

  @Option(names = "--seconds", defaultValue = "60", description = "Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(names = "--postgresql", description = "On PostgreSQL and Redis in place of SQLite.")
  private boolean postgresql;

  @Option(names = "--write", description = "Also writes the table into docs/performance.md.")
  private boolean write;

  @Option(names = "--repository", hidden = true, defaultValue = ".")
  private Path repository = Path.of(".");

  @Spec private CommandSpec spec = CommandSpec.create();

  private final int own = Integer.parseInt(System.getenv("BELFRY_RETENTION_COUNT"));

  static void main(String[] args) {
    System.exit(Main.commandLine(new SearchInbox()).execute(args));
  }

  @Override
  public Integer call() {
    var belfry = new Belfry(repository.resolve("belfry"));
    String table;
    if (postgresql) {
      try (Backing backing = Backing.start();
          ServerProcess server = ServerProcess.start(new BelfryNode(belfry, backing))) {
        table = measure(belfry, server);
      }
    } else {
      try (ServerProcess server = ServerProcess.start(belfry)) {
        table = measure(belfry, server);
      }
    }
    spec.commandLine().getOut().print(table);
    spec.commandLine().getOut().flush();
    if (write) {
      PerformancePage.of(repository).write(postgresql ? "search-postgresql" : "search", table);
    }
    return 0;
  }

  private String measure(Belfry belfry, ServerProcess server) {
    BelfryDialect dialect = belfry.dialect();
    int users = 1 + (all - own) / OTHERS_EACH;
    try (var backend = new Backend(server.ports().http(), dialect.apiKey())) {
      fill(backend, users);
      List<SearchLoad.Kind> kinds = kinds();
      for (SearchLoad.Kind each : kinds) {
        int found = backend.found(Dialect.userId(0), each.parameters());
        if (found != each.found()) {
          throw new LoadException(
              "%s found %d, not %d".formatted(each.name(), found, each.found()));
        }
      }
      try (var client = new LoadClient(server.ports());
          var writer = WriterProcess.start(server.ports(), dialect, users, SENDS_PER_SECOND)) {
        var load = new SearchLoad(client, dialect.token(0), kinds);
        client.await(load.connect(CONNECTIONS), WARM_UP, "connecting");
        run(client, load, WARM_UP);
        List<Latencies> latencies = run(client, load, Duration.ofSeconds(seconds));
        return table(kinds, latencies, writer.stop());
      }
    }
  }

  private List<Latencies> run(LoadClient client, SearchLoad load, Duration length) {
    var done = new CompletableFuture<List<Latencies>>();
    load.run(searchesPerSecond, length, done);
    return client.await(done, length.plusSeconds(30), "searching");
  }

  /// What everybody is sent is sent by turns.
  private void fill(Backend backend, int users) {
    for (int round = 0; round < ROUNDS; round++) {
      backend.sendToAll(1, users, "\"title\":\"A new comment\",\"message\":\"" + text(1) + "\"");
      List<String> mine =
          IntStream.range(round * own / ROUNDS, (round + 1) * own / ROUNDS)
              .mapToObj(this::notification)
              .toList();
      for (int from = 0; from < mine.size(); from += OTHERS_EACH) {
        backend.sendBatch(mine.subList(from, Math.min(mine.size(), from + OTHERS_EACH)));
      }
    }
  }

  private String notification(int number) {
    String title =
        number % 10 == 0
            ? "第%d章的会议通知".formatted(number)
            : (number == own / 2 + 1 ? "The Zeppelin of order %d" : "About order %d")
                .formatted(number);
    return "{\"to\":\"%s\",\"title\":\"%s\",\"message\":\"%s\",\"data\":{\"postId\":%d}}"
        .formatted(Dialect.userId(0), title, text(number), number % 100);
  }

  private static String text(int number) {
    String subject = number % 2 == 0 ? "chapter" : "picture";
    return ("Ann wrote: this looks good to me, but let us talk about the second "
        + subject
        + " again on Tuesday, in Café Zürich or wherever you like");
  }

  private List<SearchLoad.Kind> kinds() {
    int page = 50;
    return List.of(
        new SearchLoad.Kind("nothing: the newest page", "limit=" + page, page),
        new SearchLoad.Kind("a rare word", "q=zeppelin", 1),
        new SearchLoad.Kind("a common word", "q=chapter", page),
        new SearchLoad.Kind("the beginning of words", "q=pic+tues", page),
        new SearchLoad.Kind("a word that is not there", "q=balloon", 0),
        new SearchLoad.Kind("a member of data", "data.postId=7", Math.min(page, own / 100)),
        new SearchLoad.Kind("Chinese", "q=%E4%BC%9A%E8%AE%AE", Math.min(page, own / 10)));
  }

  private String table(List<SearchLoad.Kind> kinds, List<Latencies> latencies, String writer) {
    String rows =
        IntStream.range(0, kinds.size())
            .mapToObj(i -> row(kinds.get(i).name(), kinds.get(i).found(), latencies.get(i)))
            .collect(Collectors.joining());
    // The first kind is no search.
    Latencies searches = Latencies.of(latencies.subList(1, latencies.size()));
    return """
        | search in %,d of %,d notifications | found | p50, ms | p99, ms | longest, ms |
        |---|---:|---:|---:|---:|
        %s
        %,d such requests a second by one user, beside %,d sends a second to all users by another \
        process; of the sends %s
        """
        .formatted(
            own,
            all,
            rows + row("all searches", "", searches),
            searchesPerSecond,
            SENDS_PER_SECOND,
            writer);
  }

  private static String row(String name, Object found, Latencies took) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.2f | %.2f | %.2f |\n",
        name,
        found,
        took.millisAt(50),
        took.millisAt(99),
        took.millisAt(100));
  }
}
