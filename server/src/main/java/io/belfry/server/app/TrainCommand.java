package io.belfry.server.app;

import io.belfry.server.auth.JwtIssuer;
import io.belfry.server.user.UserId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `belfry train`: has a server do what it does all day, for some seconds, so that what its JVM
/// records for the next start ([JEP 515](https://openjdk.org/jeps/515)) are profiles of that. For
/// the launcher, with a server that is thrown away afterwards; people have no use for it.
///
/// Ends after so many sends, enough for the JVM to have compiled their way, or so many seconds.
@Command(name = "train", hidden = true, description = "Exercises a server for its AOT cache.")
final class TrainCommand implements Callable<Integer> {
  private static final int USERS = 32;
  private static final int CALLERS = 8;
  // Of a caller's rounds, each one sends; each of these many reads, marks and connects anew.
  private static final int READ_EVERY = 8;
  private static final int MARK_EVERY = 16;
  private static final int CONNECT_EVERY = 24;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Option(names = "--server", required = true)
  URI server;

  @Option(names = "--sends", defaultValue = "20000")
  int sends;

  @Option(names = "--seconds", defaultValue = "10")
  int seconds;

  @Option(names = "--key", defaultValue = "${env:BELFRY_API_KEY}", required = true)
  String key;

  @Option(names = "--secret", defaultValue = "${env:BELFRY_JWT_SECRET}", required = true)
  String secret;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  @SuppressWarnings("NullAway.Init")
  TrainCommand() {}

  @Override
  public Integer call() throws InterruptedException, ExecutionException {
    long endNanos = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    try (http;
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> done = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        int number = caller;
        done.add(
            callers.submit(
                () -> {
                  int rounds = sends / CALLERS;
                  for (int round = 0; round < rounds && System.nanoTime() < endNanos; round++) {
                    round(number, round);
                  }
                  return null;
                }));
      }
      for (Future<?> each : done) {
        each.get();
      }
      http.shutdownNow();
    }
    return 0;
  }

  private void round(int caller, int round) throws IOException, InterruptedException {
    String user = "user-" + (caller + CALLERS * round) % USERS;
    if (round % CONNECT_EVERY == 0) {
      connect(user, round / CONNECT_EVERY);
    }
    if (round % READ_EVERY == 1) {
      asUser(user, "GET", "inbox");
    }
    if (round % MARK_EVERY == 2) {
      asUser(user, "POST", "inbox/" + (round % (2 * MARK_EVERY) == 2 ? "seen" : "read"));
      asBackend(
          "/api/v1/events", "{\"to\":\"%s\",\"event\":\"typing\",\"data\":{}}".formatted(user));
    }
    asBackend(
        "/api/v1/notifications",
        """
        {"to": "%s", "type": "success", "title": "Your order is on its way", "url": "/orders/%d",
        "message": "Parcel %d has left", "data": {"order": %d}}\
        """
            .formatted(user, round, round, round));
  }

  /// Connects `user` in the dialect and by the transport whose turn it is. A WebSocket stays open
  /// until the server ends; a session of long-polling is said goodbye to.
  private void connect(String user, int turn) throws IOException, InterruptedException {
    String auth =
        "40{\"token\":\"" + token(user) + "\"" + (turn % 2 == 0 ? ",\"since\":null}" : "}");
    String path = "/socket.io/?EIO=4&transport=";
    if (turn % 3 != 2) {
      String scheme = "https".equals(server.getScheme()) ? "wss://" : "ws://";
      http.newWebSocketBuilder()
          .connectTimeout(PATIENCE)
          .buildAsync(
              URI.create(scheme + server.getAuthority() + path + "websocket"),
              new TrainingSocket(auth))
          .join();
      return;
    }
    String opened = answer(request(path + "polling").GET());
    String sid = opened.replaceFirst(".*\"sid\":\"([^\"]+)\".*", "$1");
    String session = path + "polling&sid=" + sid;
    answer(request(session).POST(HttpRequest.BodyPublishers.ofString(auth)));
    answer(request(session).GET());
    answer(request(session).POST(HttpRequest.BodyPublishers.ofString("1")));
  }

  private void asBackend(String path, String body) throws IOException, InterruptedException {
    answer(
        request(path)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private void asUser(String user, String method, String path)
      throws IOException, InterruptedException {
    answer(
        request("/api/v1/me/" + path)
            .header("Authorization", "Bearer " + token(user))
            .method(method, HttpRequest.BodyPublishers.noBody()));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
  }

  /// The answer, which has to be that of a success: what is refused trains nothing.
  private String answer(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(answer.request() + " was answered " + answer.statusCode());
    }
    return answer.body();
  }

  private String token(String user) {
    return new JwtIssuer(secret, Optional.empty(), Optional.empty(), InstantSource.system())
        .issue(new UserId(user), Duration.ofHours(1));
  }
}
