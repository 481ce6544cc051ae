package io.belfry.bench;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Everything at once against one Belfry, at rates that leave it idle most of the time: sockets
/// that come and go, long-polling, sends over HTTP, and clients that misbehave. Every send that was
/// answered must arrive.
final class SoakLoad implements SyncFleet.Listener, AutoCloseable {
  static final int SOCKETS = 300;
  static final int POLLING = 30;
  static final int SENDS_PER_SECOND = 60;
  static final int DROPS_PER_SECOND = 2;
  static final int BAD_CLIENTS_PER_SECOND = 2;
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(60);

  private final LoadClient client;
  private final BelfryDialect dialect;
  private final SyncFleet fleet;
  private final List<PollingSocket> polling;
  private final SteadySends sends;
  private final Ticker drops;
  private final Ticker badClients;
  private final HttpClient http = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
  private int visits;

  SoakLoad(LoadClient client, HttpPublisher publisher, BelfryDialect dialect) {
    this.client = client;
    this.dialect = dialect;
    List<Replica> replicas = Stream.generate(Replica::new).limit(SOCKETS + POLLING).toList();
    fleet = new SyncFleet(client, replicas.subList(0, SOCKETS), dialect::token, this);
    polling =
        IntStream.range(SOCKETS, SOCKETS + POLLING)
            .mapToObj(user -> poll(user, replicas.get(user)))
            .toList();
    sends =
        new SteadySends(
            client, publisher, replicas, dialect::send, this::disturbed, SENDS_PER_SECOND);
    drops = new Ticker(client, new Pace.OpenLoop(DROPS_PER_SECOND), _ -> fleet.drop(anySocket()));
    badClients =
        new Ticker(client, new Pace.OpenLoop(BAD_CLIENTS_PER_SECOND), _ -> sendBadClient());
  }

  /// Connects everybody, then begins.
  void begin() {
    client.await(fleet.connect(), CONNECT_LIMIT, "connecting sockets");
    for (PollingSocket socket : polling) {
      Thread.ofVirtual().start(socket);
      client.await(socket.live(), CONNECT_LIMIT, "connecting by polling");
    }
    client.schedule(
        0,
        () -> {
          sends.start();
          drops.start();
          badClients.start();
        });
  }

  /// Fails if anything has gone wrong so far.
  void check() {
    client.await(CompletableFuture.completedFuture(null), CONNECT_LIMIT, "the soak");
  }

  /// Stops, and waits until every send that was answered has arrived; returns how many there were.
  int end() {
    CompletableFuture<Void> settled = new CompletableFuture<>();
    client.schedule(
        0,
        () -> {
          drops.stop();
          badClients.stop();
          sends.stop(settled);
        });
    client.await(settled, Plan.SETTLING, "settling");
    return sends.answered().cardinality();
  }

  @Override
  public void live(int user) {
    // It goes on from where it was.
  }

  /// The server stays, so that nobody but this load may end a connection.
  @Override
  public void disturbed(Throwable cause) {
    client.failed(cause);
  }

  @Override
  public void close() {
    polling.forEach(PollingSocket::end);
    http.shutdownNow();
  }

  private PollingSocket poll(int user, Replica replica) {
    return new PollingSocket(client, http, dialect.token(user), replica, client::failed);
  }

  private static int anySocket() {
    return ThreadLocalRandom.current().nextInt(SOCKETS);
  }

  private void sendBadClient() {
    BadClient[] kinds = BadClient.values();
    BadClient kind = kinds[visits++ % kinds.length];
    String token = dialect.token(anySocket());
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                kind.visit(client.ports(), token);
              } catch (LoadException e) {
                client.failed(e);
              }
            });
  }
}
