package io.belfry.bench;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/// Sockets that come back and sends that go on while a server is replaced. The public steps are
/// called from outside, in their order; everything else happens on the event loop.
final class RestartLoad implements SyncFleet.Listener {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(60);

  /// What was found: the time until the last socket was in sync, and what happened on the way.
  record Result(double seconds, Disturbances disturbances) {}

  private final LoadClient client;
  private final List<Replica> replicas;
  private final SyncFleet fleet;
  private final SteadySends sends;
  private final Disturbances disturbances = new Disturbances();
  private final CompletableFuture<Long> allBack = new CompletableFuture<>();
  private final BitSet away = new BitSet();
  private BitSet answeredBefore = new BitSet();

  RestartLoad(
      LoadClient client,
      HttpPublisher publisher,
      IntFunction<String> tokens,
      IntFunction<RequestTemplate> requests,
      int sockets,
      int sendsPerSecond) {
    this.client = client;
    replicas = Stream.generate(Replica::new).limit(sockets).toList();
    fleet = new SyncFleet(client, replicas, tokens, this);
    sends =
        new SteadySends(client, publisher, replicas, requests, disturbances::note, sendsPerSecond);
  }

  /// Connects all sockets, then begins to send.
  void begin() {
    client.await(fleet.connect(), CONNECT_LIMIT, "connecting " + fleet.size() + " sockets");
    client.schedule(0, sends::start);
  }

  /// Returns when so many sends have been answered.
  void awaitAnswered(int count, Duration limit) {
    CompletableFuture<Void> reached = new CompletableFuture<>();
    client.schedule(0, () -> sends.whenAnswered(count, reached));
    client.await(reached, limit, "waiting for answers");
  }

  /// Has the server replaced by `replace`; returns when every socket has come back with all that
  /// had been answered before, and each has everything that was answered since.
  Result replaceServer(Runnable replace, Duration limit) {
    CompletableFuture<Void> noted = new CompletableFuture<>();
    client.schedule(
        0,
        () -> {
          answeredBefore = sends.answered();
          away.set(0, replicas.size());
          noted.complete(null);
        });
    client.await(noted, limit, "noting what was answered");
    long start = Mark.now();
    replace.run();
    double seconds = (client.await(allBack, limit, "coming back") - start) / 1e9;
    CompletableFuture<Void> settled = new CompletableFuture<>();
    client.schedule(0, () -> sends.stop(settled));
    client.await(settled, limit, "settling");
    if (!replicas.stream().allMatch(Replica::isWhole)) {
      throw new LoadException("a socket holds other than what the server counts");
    }
    return new Result(seconds, disturbances.copy());
  }

  @Override
  public void live(int user) {
    if (!away.get(user)) {
      return;
    }
    if (!sends.hasArrived(answeredBefore, user)) {
      client.failed(new LoadException("user " + user + " came back without what was answered"));
    }
    away.clear(user);
    if (away.isEmpty()) {
      allBack.complete(Mark.now());
    }
  }

  @Override
  public void disturbed(Throwable cause) {
    disturbances.note(cause);
  }
}
