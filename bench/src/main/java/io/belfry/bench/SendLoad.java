package io.belfry.bench;

import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Sends to one user at a time, each with a socket, for a while; then waits until every send was
/// answered and arrived. [#run] is called from outside, everything else happens on the event loop.
final class SendLoad implements HttpPublisher.Listener, SocketSwarm.Listener {

  /// What one run found.
  record Result(int sends, double seconds, Latencies http, Latencies endToEnd) {}

  private final LoadClient client;
  private final HttpPublisher publisher;
  private final Ledger ledger;
  private final List<RequestTemplate> requests;
  private CompletableFuture<Result> settled = new CompletableFuture<>();
  private Latencies http = new Latencies();
  private Latencies endToEnd = new Latencies();
  private Pace pace = new Pace.ClosedLoop(0);
  private @Nullable Ticker ticker;
  private boolean issuing;
  private int issuedBefore;
  private long start;

  SendLoad(LoadClient client, SocketSwarm swarm, HttpPublisher publisher, Dialect dialect) {
    this.client = client;
    this.publisher = publisher;
    ledger = new Ledger(swarm.size());
    requests = IntStream.range(0, swarm.size()).mapToObj(dialect::send).toList();
    swarm.listener(this);
    publisher.listener(this);
  }

  /// Sends for `duration`, then gives what is still under way the time `settling`.
  Result run(Pace pace, Duration duration, Duration settling) {
    CompletableFuture<Result> result = new CompletableFuture<>();
    client.schedule(0, () -> begin(pace, duration, result));
    try {
      return client.await(result, duration.plus(settling), "sending");
    } catch (LoadException e) {
      // Read beside the loop, which may go on a little: good enough to see where it stood.
      throw new LoadException(e.getMessage() + " (" + ledger + ")", e);
    }
  }

  @Override
  public void answered(int number, long tookNanos) {
    ledger.answered(number);
    http.record(tookNanos);
    if (issuing && pace instanceof Pace.ClosedLoop) {
      issue(Mark.now());
    }
    completeWhenSettled();
  }

  @Override
  public void delivered(int user, long dueNanos, int number) {
    endToEnd.record(Mark.now() - dueNanos);
    ledger.delivered(number, user);
    completeWhenSettled();
  }

  private void begin(Pace newPace, Duration duration, CompletableFuture<Result> result) {
    pace = newPace;
    settled = result;
    http = new Latencies();
    endToEnd = new Latencies();
    issuedBefore = ledger.issuedCount();
    issuing = true;
    start = Mark.now();
    client.schedule(duration.toNanos(), this::stopIssuing);
    switch (pace) {
      case Pace.ClosedLoop closed -> {
        for (int i = 0; i < closed.connections(); i++) {
          issue(Mark.now());
        }
      }
      case Pace.OpenLoop open -> {
        ticker = new Ticker(client, open, this::issue);
        ticker.start();
      }
    }
  }

  private void issue(long dueNanos) {
    int number = ledger.issue();
    RequestTemplate request = requests.get(ledger.userOf(number));
    publisher.post(request.marked(ByteBufAllocator.DEFAULT, dueNanos, number), number);
  }

  private void stopIssuing() {
    issuing = false;
    if (ticker != null) {
      ticker.stop();
    }
    completeWhenSettled();
  }

  private void completeWhenSettled() {
    if (!issuing && ledger.settled()) {
      double seconds = (Mark.now() - start) / 1e9;
      int sends = ledger.issuedCount() - issuedBefore;
      settled.complete(new Result(sends, seconds, http, endToEnd));
    }
  }
}
