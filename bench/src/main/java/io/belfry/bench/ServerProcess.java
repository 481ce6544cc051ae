package io.belfry.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A target that runs as a child process, with a temporary folder of its own. It ends when closed,
/// and also when this process is interrupted.
final class ServerProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 50;
  private static final int LOG_LINES_SHOWN = 20;

  private final Target target;
  private final Ports ports;
  private final Path folder;
  private final Process process;
  private final Thread endWithUs = new Thread(this::end, "end-server");

  private ServerProcess(Target target, Ports ports, Path folder, Process process) {
    this.target = target;
    this.ports = ports;
    this.folder = folder;
    this.process = process;
  }

  /// Starts the target and returns once it says that it is ready.
  static ServerProcess start(Target target) {
    Ports ports = target.freePorts();
    try {
      Path folder = Files.createTempDirectory("belfry-bench-");
      Path data = Files.createDirectory(folder.resolve("data"));
      ProcessBuilder builder =
          new ProcessBuilder(target.command(ports, data))
              .redirectErrorStream(true)
              .redirectOutput(logIn(folder).toFile());
      builder.environment().putAll(target.environment());
      ServerProcess server = new ServerProcess(target, ports, folder, builder.start());
      Runtime.getRuntime().addShutdownHook(server.endWithUs);
      server.awaitReady();
      return server;
    } catch (IOException e) {
      throw new LoadException(target.title() + " cannot be started: " + LoadException.reason(e), e);
    }
  }

  Ports ports() {
    return ports;
  }

  ProcessUsage usage() {
    return ProcessUsage.of(process.pid());
  }

  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(endWithUs);
  }

  private void awaitReady() {
    URI ready = URI.create("http://127.0.0.1:" + ports.http() + target.readyPath());
    Instant limit = Instant.now().plus(START_LIMIT);
    try (HttpClient http = HttpClient.newBuilder().version(Version.HTTP_1_1).build()) {
      HttpRequest request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build();
      while (!answers(http, request)) {
        if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS) || Instant.now().isAfter(limit)) {
          String log = lastLogLines();
          close();
          throw new LoadException(target.title() + " did not become ready:\n" + log);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new LoadException("interrupted while " + target.title() + " was starting", e);
    }
  }

  private static boolean answers(HttpClient http, HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notListeningYet) {
      return false;
    }
  }

  private String lastLogLines() {
    try {
      List<String> lines = Files.readAllLines(logIn(folder));
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }

  private void end() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      deleteFolder();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void deleteFolder() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path logIn(Path folder) {
    return folder.resolve("server.log");
  }
}
