package io.belfry.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// A target that was started and the client that loads it, both ended by [#close].
record Session(Target target, ServerProcess server, LoadClient client) implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(60);

  static Session start(Target target) {
    ServerProcess server = ServerProcess.start(target);
    return new Session(target, server, new LoadClient(server.ports()));
  }

  /// Connects a socket for each of so many users; returns when all can receive.
  SocketSwarm connectSockets(int count) {
    SocketSwarm swarm = new SocketSwarm(client, target.dialect(), count);
    client.await(swarm.connect(), CONNECT_LIMIT, "connecting " + count + " sockets");
    return swarm;
  }

  HttpPublisher connectPublisher(int connections) {
    HttpPublisher publisher = new HttpPublisher(client);
    CompletableFuture<Void> connected = publisher.connect(connections);
    client.await(connected, CONNECT_LIMIT, "connecting over HTTP");
    return publisher;
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
