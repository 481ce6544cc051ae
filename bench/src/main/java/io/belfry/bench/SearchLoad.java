package io.belfry.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// Searches of one user at a steady rate, of each kind by turns; their times count from when they
/// were due. The event loop's thread only, but for connecting and running.
final class SearchLoad {
  private final LoadClient client;
  private final HttpPublisher publisher;
  private final List<byte[]> requests;
  private List<Latencies> latencies = List.of();
  private long[] due = {};
  private int issued;

  /// A kind of search.
  ///
  /// @param parameters the query of its address
  /// @param found how many a page of it has
  record Kind(String name, String parameters, int found) {}

  SearchLoad(LoadClient client, String token, List<Kind> kinds) {
    this.client = client;
    this.publisher = new HttpPublisher(client);
    this.requests = kinds.stream().map(kind -> request(kind, token)).toList();
  }

  CompletableFuture<Void> connect(int connections) {
    return publisher.connect(connections);
  }

  /// Searches for so long; done with the times of each kind, once all are answered.
  void run(int perSecond, Duration length, CompletableFuture<List<Latencies>> done) {
    client.schedule(
        0,
        () -> {
          latencies = Stream.generate(Latencies::new).limit(requests.size()).toList();
          due = new long[(int) (perSecond * (length.toSeconds() + 2))];
          issued = 0;
          publisher.listener(
              (number, took) ->
                  latencies.get(number % requests.size()).record(Mark.now() - due[number]));
          var ticker = new Ticker(client, new Pace.OpenLoop(perSecond), this::issue);
          ticker.start();
          client.schedule(
              length.toNanos(),
              () -> {
                ticker.stop();
                completeWhenAnswered(done);
              });
        });
  }

  private void issue(long dueNanos) {
    int number = issued++;
    due[number] = dueNanos;
    publisher.post(Unpooled.wrappedBuffer(requests.get(number % requests.size())), number);
  }

  private void completeWhenAnswered(CompletableFuture<List<Latencies>> done) {
    if (publisher.underWay() == 0) {
      done.complete(latencies);
    } else {
      client.schedule(Duration.ofMillis(50).toNanos(), () -> completeWhenAnswered(done));
    }
  }

  private static byte[] request(Kind kind, String token) {
    return ("GET /api/v1/me/inbox?"
            + kind.parameters()
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
            + token
            + "\r\n\r\n")
        .getBytes(US_ASCII);
  }
}
