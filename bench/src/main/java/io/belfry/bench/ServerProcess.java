package io.belfry.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
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
  /// How often a server that starts is asked whether it is ready.
  static final int POLL_MILLIS = 10;

  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final int ANSWER_MILLIS = 5_000;
  private static final int LOG_LINES_SHOWN = 20;

  private final Target target;
  private final Ports ports;
  private final Path folder;
  private final Thread endWithUs = new Thread(this::end, "end-server");
  private volatile Process process;
  private Duration readyAfter = Duration.ZERO;

  private ServerProcess(Target target, Ports ports, Path folder) throws IOException {
    this.target = target;
    this.ports = ports;
    this.folder = folder;
    process = launched();
  }

  /// Starts the target and returns once it says that it is ready.
  static ServerProcess start(Target target) {
    try {
      Path folder = Files.createTempDirectory("belfry-bench-");
      Files.createDirectory(dataIn(folder));
      long start = System.nanoTime();
      ServerProcess server = new ServerProcess(target, target.freePorts(), folder);
      Runtime.getRuntime().addShutdownHook(server.endWithUs);
      server.awaitReady();
      server.readyAfter = Duration.ofNanos(System.nanoTime() - start);
      return server;
    } catch (IOException e) {
      throw new LoadException(target.title() + " cannot be started: " + LoadException.reason(e), e);
    }
  }

  /// Kills the server (SIGKILL) and starts it again on the same data and ports; does not wait until
  /// it is ready.
  void killAndRestart() {
    try {
      process.destroyForcibly().waitFor();
      process = launched();
    } catch (IOException e) {
      throw new LoadException(target.title() + " cannot be started again", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /// Leaves the server alone for so long.
  void rest(Duration duration) {
    try {
      if (process.waitFor(duration.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new LoadException(target.title() + " ended:\n" + lastLogLines());
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /// How long the first start took, from `exec` to ready.
  Duration readyAfter() {
    return readyAfter;
  }

  long pid() {
    return process.pid();
  }

  /// Everything that the server has written since its first start.
  List<String> logLines() {
    try {
      return Files.readAllLines(logIn(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Ports ports() {
    return ports;
  }

  /// The folder that the server keeps its data in.
  Path data() {
    return dataIn(folder);
  }

  ProcessUsage usage() {
    return ProcessUsage.of(process.pid());
  }

  /// Ends the server; doing so again changes nothing.
  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(endWithUs);
  }

  private Process launched() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(target.command(ports, dataIn(folder)))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(logIn(folder).toFile()));
    builder.environment().putAll(target.environment());
    return builder.start();
  }

  private void awaitReady() {
    Instant limit = Instant.now().plus(START_LIMIT);
    try {
      while (!isReady()) {
        if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS) || Instant.now().isAfter(limit)) {
          String log = lastLogLines();
          close();
          throw new LoadException(target.title() + " did not become ready:\n" + log);
        }
      }
    } catch (InterruptedException e) {
      close();
      throw interrupted(e);
    }
  }

  /// By a bare socket: an HTTP client of the JDK would take its share of the starting time.
  private boolean isReady() {
    String request = "GET " + target.readyPath() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.http()));
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      return new String(status, US_ASCII).equals("HTTP/1.1 200");
    } catch (IOException notListeningYet) {
      return false;
    }
  }

  private LoadException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new LoadException("interrupted while waiting for " + target.title(), cause);
  }

  private String lastLogLines() {
    List<String> lines = logLines();
    return String.join(
        "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
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
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path dataIn(Path folder) {
    return folder.resolve("data");
  }

  private static Path logIn(Path folder) {
    return folder.resolve("server.log");
  }
}
