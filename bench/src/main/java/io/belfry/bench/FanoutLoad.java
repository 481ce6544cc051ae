package io.belfry.bench;

import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/// Sends events to all sockets, a few under way at a time, and counts what arrives where. [#run] is
/// called from outside, everything else happens on the event loop.
final class FanoutLoad implements HttpPublisher.Listener, SocketSwarm.Listener {
  /// Enough to keep the server busy while the last frames of an event are still being read.
  static final int UNDER_WAY = 2;

  /// What one run found.
  record Result(long deliveries, double seconds, Latencies endToEnd) {}

  private final LoadClient client;
  private final HttpPublisher publisher;
  private final RequestTemplate request;
  private final int[] receivedBySocket;
  private CompletableFuture<Result> settled = new CompletableFuture<>();
  private Latencies endToEnd = new Latencies();
  private int[] receivedByEvent = new int[1 << 10];
  private boolean issuing;
  private int issued;
  private int issuedBefore;
  private int finished;
  private int answered;
  private long start;

  FanoutLoad(LoadClient client, SocketSwarm swarm, HttpPublisher publisher, Dialect dialect) {
    this.client = client;
    this.publisher = publisher;
    request = dialect.broadcast();
    receivedBySocket = new int[swarm.size()];
    swarm.listener(this);
    publisher.listener(this);
  }

  /// Sends for `duration`, then gives what is still under way the time `settling`.
  Result run(Duration duration, Duration settling) {
    CompletableFuture<Result> result = new CompletableFuture<>();
    client.schedule(0, () -> begin(duration, result));
    return client.await(result, duration.plus(settling), "fanning out");
  }

  @Override
  public void answered(int number, long tookNanos) {
    answered++;
    completeWhenSettled();
  }

  @Override
  public void delivered(int user, long dueNanos, int number) {
    endToEnd.record(Mark.now() - dueNanos);
    receivedBySocket[user]++;
    receivedByEvent[number]++;
    if (receivedByEvent[number] == receivedBySocket.length) {
      finished++;
      if (issuing) {
        issue();
      }
      completeWhenSettled();
    }
  }

  private void begin(Duration duration, CompletableFuture<Result> result) {
    settled = result;
    endToEnd = new Latencies();
    issuedBefore = issued;
    issuing = true;
    start = Mark.now();
    client.schedule(duration.toNanos(), this::stopIssuing);
    for (int i = 0; i < UNDER_WAY; i++) {
      issue();
    }
  }

  private void issue() {
    if (issued == receivedByEvent.length) {
      receivedByEvent = Arrays.copyOf(receivedByEvent, issued * 2);
    }
    int number = issued++;
    publisher.post(request.marked(ByteBufAllocator.DEFAULT, Mark.now(), number), number);
  }

  private void stopIssuing() {
    issuing = false;
    completeWhenSettled();
  }

  private void completeWhenSettled() {
    if (issuing || finished < issued || answered < issued) {
      return;
    }
    for (int received : receivedBySocket) {
      if (received != issued) {
        throw new LoadException("a socket received " + received + " of " + issued + " events");
      }
    }
    double seconds = (Mark.now() - start) / 1e9;
    long deliveries = (long) (issued - issuedBefore) * receivedBySocket.length;
    settled.complete(new Result(deliveries, seconds, endToEnd));
  }
}
