package io.belfry.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/// A target that was started and the client that loads it, both ended by [#close].
record Session(Target target, ServerProcess server, LoadClient client) implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(60);

  /// What a server has open by itself: jars, its database, event loops.
  private static final int MOST_DESCRIPTORS_AT_REST = 200;

  static Session start(Target target) {
    ServerProcess server = ServerProcess.start(target);
    return new Session(target, server, new LoadClient(server.ports()));
  }

  /// Closes every connection, waits until the server has let go of them, and begins anew with the
  /// same server.
  Session reconnected() {
    client.close();
    Instant limit = Instant.now().plus(CONNECT_LIMIT);
    while (server.usage().descriptors() > MOST_DESCRIPTORS_AT_REST) {
      if (Instant.now().isAfter(limit)) {
        throw new LoadException(target.title() + " keeps the descriptors of closed connections");
      }
      server.rest(Duration.ofMillis(100));
    }
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
