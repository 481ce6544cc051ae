package io.belfry.server.cluster.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/// A real Redis server on the loopback, in a directory of its own, with nothing stored.
public final class RedisProcess implements AutoCloseable {
  private final String binary;
  private final int port;
  private final List<String> options;
  private final Path directory;
  private Process process;

  private RedisProcess(String binary, int port, List<String> options) {
    this.binary = binary;
    this.port = port;
    this.options = options;
    try {
      this.directory = Files.createTempDirectory("belfry-redis");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    this.process = begin();
    // Whatever becomes of the test, its server does not outlive it.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
  }

  /// Starts the Redis 6.2 that comes with the tests.
  public static RedisProcess redis6(String... options) {
    return new RedisProcess(Binary.REDIS_6, freePort(), List.of(options));
  }

  /// Starts the Redis 7 of this machine; the test is skipped where there is none.
  static RedisProcess redis7(String... options) {
    return new RedisProcess(installed7(), freePort(), List.of(options));
  }

  private static String installed7() {
    Optional<Path> installed =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(folder -> Path.of(folder, "redis-server"))
            .filter(Files::isExecutable)
            .filter(server -> version(server).matches(".* v=([7-9]|\\d\\d)\\..*"))
            .findFirst();
    assumeThat(installed)
        .as("no redis-server of version 7 or later on the PATH (Debian: redis-server)")
        .isPresent();
    return installed.orElseThrow().toString();
  }

  int port() {
    return port;
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /// Starts it again on the same port, empty.
  public void restart() {
    kill();
    process = begin();
  }

  /// Ends it without a word.
  public void kill() {
    process.destroyForcibly();
    await().until(() -> !process.isAlive());
  }

  /// Lets it stand still, with its connections open.
  public void stop() {
    signal("-STOP");
  }

  /// Lets it go on.
  public void goOn() {
    signal("-CONT");
  }

  /// What it answers to a command on a connection of its own, as RESP2.
  String command(byte[]... words) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5_000);
      var out = new ByteArrayOutputStream();
      out.writeBytes(("*" + words.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
      for (byte[] word : words) {
        out.writeBytes(("$" + word.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(word);
        out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      socket.getOutputStream().write(out.toByteArray());
      byte[] answer = new byte[1 << 16];
      int length = socket.getInputStream().read(answer);
      return new String(answer, 0, Math.max(0, length), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  String command(String words) {
    return command(
        Stream.of(words.split(" "))
            .map(word -> word.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new));
  }

  @Override
  public void close() {
    kill();
    try (Stream<Path> files = Files.list(directory)) {
      files.map(Path::toFile).forEach(File::delete);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    directory.toFile().delete();
  }

  private Process begin() {
    List<String> command =
        new ArrayList<>(
            List.of(binary, "--port", "" + port, "--bind", "127.0.0.1", "--save", "", "--dir"));
    command.add(directory.toString());
    command.addAll(options);
    try {
      Process begun =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("log").toFile())
              .start();
      await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> isListening() || !begun.isAlive());
      assertThat(begun.isAlive()).as("redis-server runs").isTrue();
      return begun;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private boolean isListening() {
    try (var probe = new Socket()) {
      probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private void signal(String signal) {
    try {
      int exit = new ProcessBuilder("kill", signal, "" + process.pid()).start().waitFor();
      assertThat(exit).isZero();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static String version(Path server) {
    try {
      Process asked = new ProcessBuilder(server.toString(), "--version").start();
      return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException failure) {
      return "";
    }
  }

  /// Small enough that the port of a Cluster's bus, 10,000 higher, is one too.
  private static int freePort() {
    while (true) {
      try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (probe.getLocalPort() < 55_000) {
          return probe.getLocalPort();
        }
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  private static final class Binary {
    private static final String REDIS_6 = unpacked();

    private static String unpacked() {
      try {
        return ExecutableProvider.newJarResourceProvider().get().toString();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
