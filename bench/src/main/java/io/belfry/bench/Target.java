package io.belfry.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A server that can be measured: how to start it, and how to speak to it.
sealed interface Target permits Belfry, BelfryNode, Express, NettySocketio, Floor {

  /// What `--only` calls it.
  String key();

  /// What the table calls it.
  String title();

  /// How it was started, for the table's footnote.
  String footnote();

  Ports freePorts();

  /// The command line; `data` is an empty folder of its own.
  List<String> command(Ports ports, Path data);

  default Map<String, String> environment() {
    return Map.of();
  }

  /// Answers 200 once the server is ready.
  String readyPath();

  Dialect dialect();

  /// All targets, Belfry first.
  static List<Target> all(Path repository) {
    return List.of(
        new Belfry(repository.resolve("belfry")),
        new Express(repository.resolve("bench/peers/express/server.js")),
        new NettySocketio(repository.resolve("bench/peers/netty-socketio/target/peer.jar")),
        new Floor(repository.resolve("bench/target/bench.jar")));
  }
}
