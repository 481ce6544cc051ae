package io.belfry.server.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Calls a server's HTTP API, as a backend or as a user.
public final class ApiClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;
  private final String credentials;

  public ApiClient(String base, String credentials) {
    this.base = base;
    this.credentials = credentials;
  }

  public static ApiClient backend(TestServer server) {
    return new ApiClient(server.uri("").toString(), TestServer.API_KEY);
  }

  public static ApiClient user(TestServer server, String user) {
    return new ApiClient(server.uri("").toString(), TestServer.token(user));
  }

  public Answer post(String path, Object body, String... headers) {
    return call("POST", path, json(body), headers);
  }

  public Answer patch(String path, Object body) {
    return call("PATCH", path, json(body));
  }

  public Answer put(String path, Object body) {
    return call("PUT", path, json(body));
  }

  private static HttpRequest.BodyPublisher json(Object body) {
    try {
      return HttpRequest.BodyPublishers.ofString(
          body instanceof String text ? text : JSON.writeValueAsString(body));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public Answer get(String path) {
    return call("GET", path, HttpRequest.BodyPublishers.noBody());
  }

  public Answer delete(String path) {
    return call("DELETE", path, HttpRequest.BodyPublishers.noBody());
  }

  /// Sends a notification and returns it.
  public JsonNode send(String user, String title) {
    Answer answer = post("/api/v1/notifications", Map.of("to", user, "title", title));
    if (answer.status() != 201) {
      throw new AssertionError("not sent: " + answer);
    }
    return answer.json();
  }

  public Answer call(
      String method, String path, HttpRequest.BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE).method(method, body);
    if (List.of(headers).stream().noneMatch("Content-Type"::equals)) {
      request.header("Content-Type", "application/json");
    }
    if (!credentials.isEmpty()) {
      request.header("Authorization", "Bearer " + credentials);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String text = response.body();
      String type = response.headers().firstValue("content-type").orElse("");
      JsonNode json = type.contains("json") ? JSON.readTree(text) : JSON.nullNode();
      return new Answer(response.statusCode(), type, text, json, response);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  /// What the server answered.
  public record Answer(
      int status, String type, String text, JsonNode json, HttpResponse<String> response) {
    public String code() {
      return json.path("code").asText();
    }

    @Override
    public String toString() {
      return status + " " + text;
    }
  }
}
