package io.belfry.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One user's socket of the sync dialect over long-polling, on a thread of its own; what it learns
/// is told to its [Replica] on the client's event loop. It leaves and comes back after a number of
/// answers.
final class PollingSocket implements Runnable {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
  private static final Pattern SID = Pattern.compile("^0\\{\"sid\":\"([^\"]+)\"");
  private static final String SEPARATOR = "\u001e";
  private static final int ANSWERS_PER_SESSION = 100;

  private final LoadClient client;
  private final HttpClient http;
  private final String token;
  private final Replica replica;
  private final Consumer<Throwable> failed;
  private final CompletableFuture<Void> live = new CompletableFuture<>();
  private volatile boolean ended;

  PollingSocket(
      LoadClient client,
      HttpClient http,
      String token,
      Replica replica,
      Consumer<Throwable> failed) {
    this.client = client;
    this.http = http;
    this.token = token;
    this.replica = replica;
    this.failed = failed;
  }

  /// Done at the first `inbox` event.
  CompletableFuture<Void> live() {
    return live;
  }

  void end() {
    ended = true;
  }

  @Override
  public void run() {
    try {
      while (!ended) {
        session();
      }
    } catch (IOException | LoadException e) {
      fail(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void session() throws IOException, InterruptedException {
    Matcher open = SID.matcher(get(""));
    if (!open.find()) {
      throw new LoadException("polling began without a session");
    }
    String session = "&sid=" + open.group(1);
    post(session, "40{\"token\":\"" + token + "\",\"since\":" + since() + "}");
    for (int i = 0; i < ANSWERS_PER_SESSION && !ended; i++) {
      for (String packet : get(session).split(SEPARATOR, -1)) {
        hear(session, packet);
      }
    }
    post(session, "1");
  }

  private void hear(String session, String packet) throws IOException, InterruptedException {
    if (packet.equals("2")) {
      post(session, "3");
    } else if (packet.startsWith(Replica.EVENT)) {
      onLoop(() -> replica.apply(Unpooled.copiedBuffer(packet, UTF_8)));
      live.complete(null);
    } else if (!packet.startsWith("40{") && !packet.equals("6")) {
      throw new LoadException("unexpected packet by polling: " + packet);
    }
  }

  private String since() {
    CompletableFuture<String> since = new CompletableFuture<>();
    onLoop(() -> since.complete(replica.since()));
    return client.await(since, ANSWER_LIMIT, "reading a replica");
  }

  private void onLoop(Runnable task) {
    client.schedule(0, task);
  }

  private String get(String session) throws IOException, InterruptedException {
    return answer(HttpRequest.newBuilder(uri(session)).timeout(ANSWER_LIMIT).build());
  }

  private void post(String session, String packet) throws IOException, InterruptedException {
    answer(
        HttpRequest.newBuilder(uri(session))
            .timeout(ANSWER_LIMIT)
            .header("Content-Type", "text/plain;charset=UTF-8")
            .POST(BodyPublishers.ofString(packet))
            .build());
  }

  private String answer(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new LoadException("polling was answered " + response.statusCode());
    }
    return response.body();
  }

  private URI uri(String session) {
    return URI.create(
        "http://127.0.0.1:"
            + client.ports().http()
            + "/socket.io/?EIO=4&transport=polling"
            + session);
  }

  private void fail(Exception cause) {
    if (!ended) {
      live.completeExceptionally(cause);
      onLoop(() -> failed.accept(cause));
    }
  }
}
