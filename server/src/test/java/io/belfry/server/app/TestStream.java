package io.belfry.server.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// A backend that hears of answers by server-sent events, and keeps them.
///
/// Safe for several threads.
public final class TestStream implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Heard> heard = new ArrayList<>();
  private final Stream<String> lines;
  private final Thread thread;
  private int comments;

  /// Connects with more headers, and returns when it misses nothing any more.
  public TestStream(TestServer server, String query, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri("/api/v1/stream" + query))
            .header("Authorization", "Bearer " + TestServer.API_KEY);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<Stream<String>> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
      if (response.statusCode() != 200) {
        throw new AssertionError("refused: " + response.statusCode());
      }
      this.lines = response.body();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
    this.thread = Thread.ofVirtual().start(this::read);
    Awaitility.await().until(() -> comments() > 0);
  }

  /// What was heard so far.
  public synchronized List<Heard> heard() {
    return List.copyOf(heard);
  }

  /// How often nothing was said.
  public synchronized int comments() {
    return comments;
  }

  /// Waits until so many were heard, and returns them.
  public List<Heard> await(int count) {
    Awaitility.await().until(() -> heard().size() >= count);
    return heard();
  }

  /// Waits until the server has ended it.
  public void awaitEnd() {
    Awaitility.await().until(() -> !thread.isAlive());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private void read() {
    try {
      List<String> event = new ArrayList<>();
      lines.forEach(line -> take(event, line));
    } catch (UncheckedIOException ended) {
      synchronized (this) {
        comments++;
      }
    }
  }

  private synchronized void take(List<String> event, String line) {
    if (line.startsWith(":")) {
      comments++;
    } else if (!line.isEmpty()) {
      event.add(line);
    } else if (!event.isEmpty()) {
      heard.add(Heard.of(event));
      event.clear();
    }
  }

  /// An event.
  public record Heard(long id, String event, JsonNode data) {
    static Heard of(List<String> lines) {
      if (lines.size() != 3) {
        throw new IllegalStateException("not of three lines: " + lines);
      }
      try {
        return new Heard(
            Long.parseLong(lines.get(0).replaceFirst("^id: ", "")),
            lines.get(1).replaceFirst("^event: ", ""),
            JSON.readTree(lines.get(2).replaceFirst("^data: ", "")));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
