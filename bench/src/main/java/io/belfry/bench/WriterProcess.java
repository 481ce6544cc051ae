package io.belfry.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBufAllocator;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/// A process of its own that sends to users who take turns, at a steady rate, until it is stopped.
final class WriterProcess implements AutoCloseable {
  private static final int CONNECTIONS = 16;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Process process;

  private WriterProcess(Process process) {
    this.process = process;
  }

  static WriterProcess start(Ports ports, BelfryDialect dialect, int users, int perSecond) {
    List<String> command =
        JavaCommand.of(
            List.of(),
            List.of(
                "-cp",
                System.getProperty("java.class.path"),
                WriterProcess.class.getName(),
                Integer.toString(ports.http()),
                dialect.apiKey(),
                Integer.toString(users),
                Integer.toString(perSecond)));
    try {
      return new WriterProcess(new ProcessBuilder(command).redirectError(Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new LoadException("the writer cannot be started", e);
    }
  }

  /// Ends it, and tells what it has done.
  String stop() {
    try (BufferedReader said = process.inputReader(UTF_8)) {
      process.getOutputStream().close();
      String line = said.readLine();
      if (line == null) {
        throw new LoadException("the writer failed");
      }
      return line;
    } catch (IOException e) {
      throw new LoadException("the writer cannot be stopped", e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }

  /// The process: its arguments are the port, the API key, how many users, how many sends a second.
  static void main(String[] args) throws IOException {
    int port = Integer.parseInt(args[0]);
    var dialect = new BelfryDialect(args[1], "");
    List<RequestTemplate> sends =
        IntStream.range(0, Integer.parseInt(args[2])).mapToObj(dialect::send).toList();
    var latencies = new Latencies();
    try (var client = new LoadClient(new Ports(port, port))) {
      var publisher = new HttpPublisher(client);
      client.await(publisher.connect(CONNECTIONS), LIMIT, "connecting");
      publisher.listener((number, took) -> latencies.record(took));
      int[] issued = {0};
      var pace = new Pace.OpenLoop(Integer.parseInt(args[3]));
      var ticker =
          new Ticker(
              client,
              pace,
              due -> {
                int number = issued[0]++;
                RequestTemplate send = sends.get(number % sends.size());
                publisher.post(send.marked(ByteBufAllocator.DEFAULT, due, number), number);
              });
      client.schedule(0, ticker::start);
      var unused = System.in.read();
      var said = new CompletableFuture<String>();
      client.schedule(
          0,
          () -> {
            ticker.stop();
            said.complete(
                "%,d were answered, p99 %.2f ms."
                    .formatted(latencies.count(), latencies.millisAt(99)));
          });
      System.out.println(client.await(said, LIMIT, "ending"));
    }
  }
}
