package io.belfry.server.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// A server in a process of its own, which can be killed like one.
public final class ServerJvm implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Path data;
  private final Map<String, String> environment;
  private final List<String> by;
  private final int port = freePort();
  private Process process;

  /// Starts a server on `data` with more environment variables.
  public ServerJvm(Path data, Map<String, String> environment) {
    this(data, environment, List.of());
  }

  /// The same, by a command that the server's own is appended to.
  ServerJvm(Path data, Map<String, String> environment, List<String> by) {
    this.by = List.copyOf(by);
    this.data = data;
    this.environment = environment;
    this.process = launch();
    awaitReady();
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /// Ends the process as `kill -9` does, and starts another on the same data and port.
  public void killAndRestart() {
    process.destroyForcibly().onExit().join();
    process = launch();
    awaitReady();
  }

  /// Tells the process to end, as `kill` does.
  public void terminate() {
    process.destroy();
  }

  /// Waits for the process to end; its status.
  public int awaitExit() {
    return process.onExit().orTimeout(30, TimeUnit.SECONDS).join().exitValue();
  }

  long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private Process launch() {
    List<String> command = new ArrayList<>(by);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "io.belfry.server.app.Main",
            "serve",
            "--port",
            Integer.toString(port)));
    var builder = new ProcessBuilder(command);
    TestStorage.settings(data)
        .forEach((setting, value) -> builder.environment().put(setting.variable(), value));
    builder.environment().putAll(environment);
    builder.environment().put("BELFRY_API_KEY", TestServer.API_KEY);
    builder.environment().put("BELFRY_JWT_SECRET", TestServer.JWT_SECRET);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      return builder.start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void awaitReady() {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/health/ready")).timeout(Duration.ofSeconds(5)).build();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200);
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
