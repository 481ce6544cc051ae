package io.belfry.server.app;

import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server that lives as long as its process: until it is told to end (see [StopSignals]).
final class ServerProcess {
  private static final Logger log = LoggerFactory.getLogger(ServerProcess.class);

  private ServerProcess() {}

  /// Starts a server, calls `started`, and waits until the process is told to end; `stopped` is
  /// called after the server has stopped.
  static void run(ServerOptions options, Consumer<BelfryServer> started, Runnable stopped)
      throws InterruptedException {
    long startNanos = System.nanoTime();
    if (options.dev()) {
      log.atWarn().log("--dev: anybody on this machine is let in as anybody");
    }
    BelfryServer server = BelfryServer.start(options);
    CountDownLatch end = new CountDownLatch(1);
    StopSignals.handle(
        () -> {
          log.atInfo().log("Stopping");
          server.close();
          stopped.run();
          end.countDown();
        });
    log.atInfo()
        .addKeyValue("address", address(options, server))
        .addKeyValue("transport", options.transport().name())
        .addKeyValue("millis", (System.nanoTime() - startNanos) / 1_000_000)
        .log("Ready");
    started.accept(server);
    end.await();
  }

  /// Where a browser on this machine finds `server`.
  static String address(ServerOptions options, BelfryServer server) {
    String host =
        options.host().isLoopbackAddress() ? "127.0.0.1" : options.host().getHostAddress();
    return "http://" + host + ":" + server.port();
  }
}
